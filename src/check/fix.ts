import { RULES } from '../../rules/index.js';
import { formatOf, type ParsedDocument } from '../document/document.js';
import { parseDocuments } from '../document/documents.js';
import { type Edited, editorOf, overlap, type Splice, spliced } from '../document/edit.js';
import { splitMark } from '../document/text-form.js';
import type { Version } from '../history/step.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { divided, wordsOf } from '../lint/divided.js';
import { isFault } from '../lint/fault.js';
import { documentsInput, fileInput } from '../lint/inputs.js';
import type { Rule } from '../lint/rule.js';
import { LISTED } from '../lint/tally.js';
import { createStepLinter } from '../lint/step-linter.js';
import type { GovernedFile, Obstacle } from '../workspace/discover.js';
import { toPosix } from '../workspace/paths.js';
import { createJudge, type Group, type Settings } from './judge.js';
import { mayWrite, readRewritable, type Rewritable } from './rewritable.js';
import type { FixedFile } from './fixed-file.js';
import { writeFiles } from './write-files.js';

/** What came of fixing. */
export interface Fixed {
  readonly files: readonly FixedFile[];
  /** Files that could not be written. */
  readonly unwritten: readonly Obstacle[];
}

/**
 * How often what would be of a group's files is judged. A fix can make room for another, such as one of two at the same
 * place, and of fixes that do not go together each is found by trying: a hostile file can hold thousands.
 */
const MOST_TRIALS = 200;

export interface FixOptions {
  /** Whether files are written, and not only told what would be. */
  readonly writes: boolean;
  /** Those of stategate when absent. */
  readonly rules?: readonly Rule[];
  /** Which findings are let pass, so that what they tell of is left as it is; none when absent. */
  readonly letPass?: LetPass;
}

/** Picks out of what was found. */
export type LetPass = (diagnostics: readonly Diagnostic[]) => ReadonlySet<Diagnostic>;

/** How texts are judged. */
interface Judging {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly letPass: LetPass;
}

/**
 * Mends what has one right answer in groups of files: the edits that findings carry, as far as the outcome is better in
 * every respect. Files of a session are written together or not at all.
 */
export async function fixGroups(
  groups: readonly Group[],
  settings: Settings,
  { writes, rules = RULES, letPass = () => new Set() }: FixOptions,
): Promise<Fixed> {
  const judging: Judging = { settings, rules, letPass };
  const files: FixedFile[] = [];
  const unwritten: Obstacle[] = [];
  /** Links can make one file stand in several places: it is written once. */
  const targets = new Set<string>();
  for (const group of groups) {
    const drafts = draftsOf(group, settings, targets);
    const counts = await mend(group, drafts, judging);
    const changed = [...drafts.values()].filter(({ text, original }) => text !== original.text);
    if (changed.length === 0) continue;
    const reason = writes ? written(changed) : undefined;
    if (reason !== undefined) {
      unwritten.push(...changed.map(({ file }) => ({ display: file.display, reason })));
      continue;
    }
    for (const { file, original, text } of changed) {
      const findings = counts.get(file.path) ?? 0;
      files.push({ path: file.path, file: file.display, before: original.text, after: text, findings });
    }
  }
  return { files, unwritten };
}

/** A file on its way to another text. */
interface Draft {
  readonly file: GovernedFile;
  readonly original: Rewritable;
  text: string;
}

/** By path. */
type Drafts = ReadonlyMap<string, Draft>;

/** File (absolute) → its text. */
type Texts = ReadonlyMap<string, string>;

function draftsOf({ files }: Group, { wanted }: Settings, targets: Set<string>): Drafts {
  const drafts = new Map<string, Draft>();
  for (const file of files) {
    const original = formatOf(file.path) === 'json' ? readRewritable(file, wanted.limits) : undefined;
    if (!original || targets.has(original.target)) continue;
    targets.add(original.target);
    drafts.set(file.path, { file, original, text: original.text });
  }
  return drafts;
}

/** Puts the files in place; why not, where that cannot be done. */
function written(drafts: readonly Draft[]): string | undefined {
  if (!drafts.every(({ original }) => mayWrite(original.target))) return 'it may not be written';
  try {
    writeFiles(
      drafts.map(({ original: { target, text, mode }, text: after }) => ({ file: target, before: text, after, mode })),
    );
    return undefined;
  } catch (error) {
    if (isFault(error)) return error.message;
    throw error;
  }
}

/** What is wrong with texts. */
interface Look {
  readonly diagnostics: readonly Diagnostic[];
  /** Those that are let pass. */
  readonly passed: ReadonlySet<Diagnostic>;
  /** What mends the others, where that can be written. */
  readonly fixes: () => readonly Fix[];
  /** By path; those that parse. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
}

interface Fix extends Edited {
  readonly path: string;
  readonly diagnostic: Diagnostic;
}

/** Changes the drafts' texts; how many findings are gone, by path. */
async function mend(group: Group, drafts: Drafts, judging: Judging): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const textsOf = (): Map<string, string> => new Map([...drafts].map(([path, { text }]) => [path, text]));
  const start = await lookAt(textsOf(), group, judging);
  const budget = { trials: MOST_TRIALS };
  let now = start;
  while (budget.trials > 0) {
    const trial = { start, now };
    const attempt = (fixes: readonly Fix[]): Promise<Outcome | undefined> => tried(fixes, trial, textsOf());
    const outcome = await best(apart(now.fixes()), attempt, budget);
    if (!outcome) break;
    for (const [path, text] of outcome.texts) {
      const draft = drafts.get(path);
      if (draft) draft.text = text;
    }
    for (const { path } of outcome.fixes) counts.set(path, (counts.get(path) ?? 0) + 1);
    now = outcome.look;
  }
  return counts;

  async function tried(
    fixes: readonly Fix[],
    { start, now }: Trial,
    texts: Map<string, string>,
  ): Promise<Outcome | undefined> {
    for (const [path, own] of byPath(fixes)) {
      const { mark, body } = splitMark(texts.get(path) ?? '');
      const splices = own.flatMap(({ splices }) => splices).sort((a, b) => a.start - b.start || a.end - b.end);
      texts.set(path, (own.some(({ strip }) => strip) ? '' : mark) + spliced(body, splices));
    }
    const look = await lookAt(texts, group, judging);
    const isBetter =
      byPath(fixes).every(([path]) => isLegal(path, start, look)) &&
      areGone(fixes, now, look) &&
      keepsPassed(fixes, now, look) &&
      !bringsError(start, look);
    return isBetter ? { fixes, texts, look } : undefined;
  }

  /** Whether a file may change so in one step, whatever severities the configuration gives. */
  function isLegal(path: string, start: Look, look: Look): boolean {
    const [before, after] = [start.documents.get(path), look.documents.get(path)];
    const draft = drafts.get(path);
    if (!before || !after || !draft) return false;
    const { display: file, kind } = draft.file;
    const version = (document: ParsedDocument): Version => ({ file, path: toPosix(path), document });
    const step = {
      before: version(before),
      after: version(after),
      granularity: 'exact',
      source: { type: 'files' },
    } as const;
    return createStepLinter(judging.rules)
      .step({ kind, ...step })
      .every(({ severity }) => severity !== 'error');
  }
}

interface Trial {
  readonly start: Look;
  readonly now: Look;
}

interface Outcome {
  readonly fixes: readonly Fix[];
  readonly texts: Texts;
  readonly look: Look;
}

/** Judges texts as the group's files, beside what else there is. */
async function lookAt(texts: Texts, { session, files }: Group, { settings, rules, letPass }: Judging): Promise<Look> {
  const judge = await createJudge(settings, { rules });
  const documents = new Map<string, ParsedDocument>();
  const paths = new Map(files.map(({ path, display }) => [display, path]));
  const { limits } = settings.wanted;
  const inputs = files.map((file) => {
    const text = texts.get(file.path);
    if (text === undefined) return fileInput(file, settings.wanted);
    const read = [...parseDocuments(Buffer.from(text), { format: 'json', limits })];
    for (const document of read) if (document.parsed) documents.set(file.path, document);
    return documentsInput(file, read);
  });
  await judge.inputs(session, inputs);
  await judge.end();
  const { diagnostics } = judge.verdict;
  const passed = letPass(diagnostics);
  return { diagnostics, passed, documents, fixes };

  function fixes(): Fix[] {
    const editors = new Map([...documents].map(([path, document]) => [path, editorOf(document)]));
    return diagnostics.flatMap((diagnostic): Fix[] => {
      if (passed.has(diagnostic)) return [];
      const path = paths.get(diagnostic.file) ?? '';
      const edited = editors.get(path)?.(judge.fix(diagnostic) ?? []);
      return edited && (edited.strip || edited.splices.length > 0) ? [{ ...edited, path, diagnostic }] : [];
    });
  }
}

/** Fixes of which no two touch the same characters: of such the first. */
function apart(fixes: readonly Fix[]): Fix[] {
  const taken = new Map<string, Splice[]>();
  return fixes.filter(({ path, splices }) => {
    const known = taken.get(path) ?? [];
    const isFree = splices.every((one) => known.every((other) => !collide(one, other)));
    if (isFree) taken.set(path, [...known, ...splices]);
    return isFree;
  });
}

function collide(a: Splice, b: Splice): boolean {
  return a.start <= b.start ? overlap(a, b) : overlap(b, a);
}

/** The outcome of as many fixes as go together, found by halving those that do not; `undefined`: none does any good. */
async function best(
  fixes: readonly Fix[],
  attempt: (fixes: readonly Fix[]) => Promise<Outcome | undefined>,
  budget: { trials: number },
): Promise<Outcome | undefined> {
  let found: Outcome | undefined;
  const waiting = [fixes];
  for (let some = waiting.pop(); some && budget.trials > 0; some = waiting.pop()) {
    if (some.length === 0) continue;
    budget.trials -= 1;
    const outcome = await attempt([...(found?.fixes ?? []), ...some]);
    if (outcome) found = outcome;
    else if (some.length > 1) {
      const middle = Math.ceil(some.length / 2);
      waiting.push(some.slice(middle), some.slice(0, middle));
    }
  }
  return found;
}

/** Whether what was to be mended is told no more: of what is told several times in the same words, each counts. */
function areGone(fixes: readonly Fix[], before: Look, after: Look): boolean {
  const ruleOf = ({ file, ruleId }: Diagnostic): string => `${file}\0${ruleId}`;
  const listed = countBy(before.diagnostics, ruleOf);
  const [was, is] = [countBy(before.diagnostics, keyOf), countBy(after.diagnostics, keyOf)];
  // Where more is wrong than is listed, what was not listed takes the place of what is gone.
  const counted = fixes.map(({ diagnostic }) => diagnostic).filter((one) => (listed.get(ruleOf(one)) ?? 0) < LISTED);
  return [...countBy(counted, keyOf)].every(([key, count]) => (is.get(key) ?? 0) <= (was.get(key) ?? 0) - count);
}

/** Whether all that was let pass still is, or is gone: a fix may have moved it to another place, where nobody knows it. */
function keepsPassed(fixes: readonly Fix[], before: Look, after: Look): boolean {
  const told = ({ diagnostics, passed }: Look): Map<string, number> =>
    countBy(
      diagnostics.filter((one) => !passed.has(one)),
      keyOf,
    );
  const [was, is] = [told(before), told(after)];
  const mended = countBy(
    fixes.map(({ diagnostic }) => diagnostic),
    keyOf,
  );
  const keys = new Set([...before.passed].map(keyOf));
  return [...keys].every((key) => (is.get(key) ?? 0) <= (was.get(key) ?? 0) - (mended.get(key) ?? 0));
}

/** What is told in the same words of the same file. */
function keyOf(diagnostic: Diagnostic): string {
  return `${diagnostic.file}\0${wordsOf(diagnostic)}`;
}

/** As the gate has it: what was wrong before is not held against a change. */
function bringsError(before: Look, after: Look): boolean {
  const files = new Set(after.diagnostics.map(({ file }) => file));
  return [...files].some((file) => {
    const [was, is] = [before, after].map(({ diagnostics }) => diagnostics.filter((one) => one.file === file));
    return divided(was ?? [], is ?? []).introduced.some(({ severity }) => severity === 'error');
  });
}

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

function byPath(fixes: readonly Fix[]): [string, Fix[]][] {
  const groups = new Map<string, Fix[]>();
  for (const fix of fixes) groups.set(fix.path, [...(groups.get(fix.path) ?? []), fix]);
  return [...groups];
}
