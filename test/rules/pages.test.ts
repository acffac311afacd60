import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { type Path, toPointer, valueAt } from '../../src/document/position.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { diagnoseChanges, holdsChanges, readChanges, type TreeChange } from '../support/lint-steps.js';
import type { Tree } from '../support/tree.js';

const ROOT = path.join(import.meta.dirname, '../..');
/** The byte-order mark, which a page writes as `\\u{feff}`. */
const MARK = '\ufeff';
const HEADINGS = ['Fails', 'Passes', 'When to switch it off', 'Where it comes from'];

describe.each(RULES.map(({ id }) => id))('the page of %s', (id) => {
  test('says what the rule is about, shows what fails and what passes, when to switch it off, and where it comes from', () => {
    const [title, ...headings] = [...pageOf(id).matchAll(/^#+ (.+)$/gmu)].map(([, text]) => text);
    expect(title).toBe(id);
    expect(headings).toEqual(HEADINGS);
  });

  test('shows a diagnostic of this rule', () => {
    expect(shownIn(pageOf(id)).some((line) => line.endsWith(`  ${id}`))).toBe(true);
  });
});

const withFixtures = globSync('fixtures/rules/*', { cwd: ROOT, posix: true }).map((folder) =>
  path.posix.basename(folder),
);

describe.each(withFixtures.sort())('what the page of %s shows as printed', (id) => {
  test('is what its fixtures print, to the letter and in the same order', async () => {
    const found = (await judged(id, 'fails')).diagnostics.map(printed);
    for (const block of printedIn(pageOf(id))) {
      let last = -1;
      for (const text of block.split(/\n(?! )/u)) {
        expect(found).toContain(text);
        const index = found.indexOf(text, last + 1);
        expect(index, `comes before what stands above it: ${text}`).toBeGreaterThan(last);
        last = index;
      }
    }
  });

  test('is all that is printed of the files that it shows something of', async () => {
    const page = pageOf(id);
    const { diagnostics } = await judged(id, 'fails');
    const shown = new Set(diagnostics.filter((one) => page.includes(printed(one))).map(({ file }) => file));
    for (const diagnostic of diagnostics.filter(({ file }) => shown.has(file))) {
      expect(page).toContain(printed(diagnostic));
    }
  });

  test('is about documents of the kinds that the rule names', async () => {
    const { kinds } = RULES.find((rule) => rule.id === id)!;
    const { diagnostics } = await judged(id, 'fails');
    const found = diagnostics.filter(({ ruleId }) => ruleId === id).map(({ kind }) => kind);
    expect(kinds ?? found).toEqual(expect.arrayContaining(found));
  });
});

/**
 * The examples are excerpts, so that a reader sees what matters; the documents they are taken from are what runs. What
 * the page prints, which is compared to the letter above, belongs to its examples: one that fails stands in a fixture
 * that gives one of the printed diagnostics, at a place that the example shows.
 */
describe.each(withFixtures.sort())('the examples of %s', (id) => {
  test('of what fails stand in a fixture that gives a diagnostic of the page, at a place that they show', async () => {
    const page = pageOf(id);
    const examples = examplesIn(sectionOf(page, 'Fails'));
    const { diagnostics, files } = await judged(id, 'fails');
    const shown = diagnostics.filter((diagnostic) => page.includes(printed(diagnostic)));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const proofs = files(shown).filter((file) => {
        const places = placesOf(example, file.text);
        return places && file.pointers.some((pointer) => pointer === '' || places.has(pointer));
      });
      expect(proofs, example).not.toEqual([]);
    }
  });

  test('of what passes stand in a tree in which the rule finds nothing', async () => {
    const examples = examplesIn(sectionOf(pageOf(id), 'Passes'));
    const { diagnostics, files } = await judged(id, 'passes');
    expect(diagnostics.filter(({ ruleId }) => ruleId === id)).toEqual([]);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(
        files([]).filter(({ text }) => placesOf(example, text)),
        example,
      ).not.toEqual([]);
    }
  });
});

/** What is found in the fixtures of a rule, and the files that they have, each with what given diagnostics point at. */
interface Judged {
  readonly diagnostics: readonly Diagnostic[];
  readonly files: (shown: readonly Diagnostic[]) => PointedAt[];
}

async function judged(id: string, side: 'fails' | 'passes'): Promise<Judged> {
  const folder = `rules/${id}/${side}`;
  if (holdsChanges(folder)) {
    const changes = await readChanges(folder);
    return {
      diagnostics: diagnoseChanges(changes),
      files: (shown) => changes.flatMap((change) => filesOfChange(change, shown)),
    };
  }
  const tree = await readTree(folder);
  const files = (shown: readonly Diagnostic[]): PointedAt[] => filesOf(tree, shown.flatMap(placesIn));
  return { diagnostics: await diagnose(tree), files };
}

/** What a diagnostic of a change points at stands in the later version, and what it relates to in the earlier one. */
function filesOfChange({ before, after }: TreeChange, shown: readonly Diagnostic[]): PointedAt[] {
  const gone = shown.filter(({ file }) => !Object.hasOwn(after, file));
  return [...filesOf(after, shown), ...filesOf(before, [...shown.flatMap(({ related }) => related), ...gone])];
}

function placesIn(diagnostic: Diagnostic): PlaceInFile[] {
  return [diagnostic, ...diagnostic.related];
}

function sectionOf(page: string, heading: string): string {
  return page.split(/^## /mu).find((section) => section.startsWith(`${heading}\n`)) ?? '';
}

/** The documents and parts of documents in a text: its blocks but for those that hold what is printed. */
function examplesIn(text: string): string[] {
  return [...text.matchAll(/^```\w+\n(.*?)^```$/gmsu)]
    .map(([, block = '']) => block.replace(String.raw`\u{feff}`, MARK))
    .filter((block) => shownIn(block).length === 0);
}

/** A file of a tree, and the places in it that diagnostics point at. */
interface PointedAt {
  readonly text: string;
  /** JSON Pointers; empty for what is about the document as a whole. */
  readonly pointers: readonly string[];
}

type PlaceInFile = Pick<Diagnostic, 'file' | 'pointer'>;

function filesOf(tree: Tree, places: readonly PlaceInFile[]): PointedAt[] {
  return Object.entries(tree).map(([name, bytes]) => ({
    text: String(bytes),
    pointers: places.filter(({ file }) => file === name).map(({ pointer }) => pointer),
  }));
}

/** The places of a document that an example shows, as JSON Pointers; `undefined` where it is no excerpt of it. */
function placesOf(example: string, text: string): Set<string> | undefined {
  if (example.startsWith(MARK) !== text.startsWith(MARK)) return undefined;
  const value = jsonOf(example);
  const whole = jsonOf(text);
  if (value === undefined || whole === undefined) return isTextIn(example, text) ? new Set() : undefined;
  for (const start of pathsIn(whole)) {
    const places = excerptAt(value, valueAt(whole, start), start);
    if (places) return new Set(places.map((place) => toPointer(place)));
  }
  return undefined;
}

/** Whether what is no JSON is an excerpt: white space apart and without the braces around a part, or line by line. */
function isTextIn(example: string, text: string): boolean {
  if (bare(text).includes(bare(example).replace(/^\{(.*)\}$/su, '$1'))) return true;
  const lines = text.split('\n');
  return example.split('\n').every((wanted) => {
    const value = jsonOf(wanted);
    const index = lines.findIndex((line) =>
      value === undefined ? bare(line).startsWith(bare(wanted)) : excerptAt(value, jsonOf(line), []),
    );
    lines.splice(0, index + 1);
    return index >= 0 || wanted === '';
  });
}

/** The paths at which a value shows, from where it stands; objects and arrays may lack what the whole has. */
function excerptAt(part: unknown, whole: unknown, at: Path): Path[] | undefined {
  if (typeof part !== 'object' || part === null) return part === whole ? [at] : undefined;
  if (typeof whole !== 'object' || whole === null || Array.isArray(part) !== Array.isArray(whole)) return undefined;
  const places = [at];
  let next = 0;
  for (const [name, item] of Object.entries(part)) {
    // An array keeps its order; elements may be left out.
    const keys = Array.isArray(whole) ? [...whole.keys()].slice(next) : [name];
    const found = keys.flatMap((key) => {
      const inside = excerptAt(item, valueAt(whole, [key]), [...at, key]);
      return inside ? [{ key, inside }] : [];
    })[0];
    if (!found) return undefined;
    next = Number(found.key) + 1;
    places.push(...found.inside);
  }
  return places;
}

function* pathsIn(value: unknown, at: Path = []): Generator<Path> {
  yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    yield* pathsIn(item, [...at, Array.isArray(value) ? Number(key) : key]);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(MARK, ''));
  } catch {
    return undefined;
  }
}

function bare(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

function pageOf(id: string): string {
  return readFileSync(path.join(ROOT, `rules/${id}.md`), 'utf8');
}

/** The blocks of a page that hold what is printed. */
function printedIn(page: string): string[] {
  return [...page.matchAll(/^```text\n(.*?)\n```$/gmsu)]
    .map(([, block = '']) => block)
    .filter((block) => shownIn(block).length > 0);
}

function shownIn(page: string): string[] {
  return [...page.matchAll(/^\S+:\d+:\d+ {2}\w+ {2}.+$/gmu)].map(([line]) => line);
}
