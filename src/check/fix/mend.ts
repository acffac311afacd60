import { spliced } from '../../document/edit.js';
import { splitMark } from '../../document/text-form.js';
import { errorsOfChange } from '../change-errors.js';
import type { Group } from '../judge.js';
import { areGone, bringsError, keepsPassed } from './better.js';
import { type Fix, type Judging, type Look, lookAt, type Texts } from './look.js';
import { apart, best } from './together.js';

/**
 * How often what would be of a group's files is judged. A fix can make room for another, such as one of two at the same
 * place, and of fixes that do not go together each is found by trying: a hostile file can hold thousands.
 */
const MOST_TRIALS = 200;

/** The same for large files: where so many characters have been judged, the trials have been enough. */
const MOST_JUDGED = 16 * 1024 * 1024;
const LEAST_TRIALS = 5;

/** Texts of which something was mended. */
export interface Mended {
  readonly texts: Texts;
  /** How many findings are gone, by path. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Texts as fixes have made them, and what is wrong with them still. */
interface Outcome {
  readonly fixes: readonly Fix[];
  readonly texts: Texts;
  readonly look: Look;
}

/** Mends what has one right answer in the texts of a group's files, as far as the outcome is better in every respect. */
export async function mend(texts: Texts, group: Group, judging: Judging): Promise<Mended> {
  const files = new Map(group.files.map((file) => [file.path, file]));
  const counts = new Map<string, number>();
  const start = await lookAt(texts, group, judging);
  const budget = { trials: trialsFor(texts) };
  let now: Outcome = { fixes: [], texts, look: start };
  while (budget.trials > 0) {
    const before = now;
    const outcome = await best(apart(before.look.fixes()), (fixes) => attempt(fixes, before), budget);
    if (!outcome) break;
    for (const { path } of outcome.fixes) counts.set(path, (counts.get(path) ?? 0) + 1);
    now = outcome;
  }
  return { texts: now.texts, counts };

  async function attempt(fixes: readonly Fix[], before: Outcome): Promise<Outcome | undefined> {
    const changed = byPath(fixes);
    const after = new Map(before.texts);
    for (const [path, own] of changed) after.set(path, carriedOut(own, after.get(path) ?? ''));
    const look = await lookAt(after, group, judging);
    const isBetter =
      changed.every(([path]) => isLegal(path, look)) &&
      areGone(fixes, before.look, look) &&
      keepsPassed(fixes, before.look, look) &&
      !bringsError(start, look);
    return isBetter ? { fixes, texts: after, look } : undefined;
  }

  /** Whether a file may change so in one step from what it was at the start. */
  function isLegal(path: string, look: Look): boolean {
    const [file, before, after] = [files.get(path), start.documents.get(path), look.documents.get(path)];
    return file && before && after ? errorsOfChange(file, before, after, judging.rules).length === 0 : false;
  }
}

/** A text with fixes carried out that do not touch the same characters. */
function carriedOut(fixes: readonly Fix[], text: string): string {
  const { mark, body } = splitMark(text);
  const splices = fixes.flatMap((fix) => fix.splices).sort((a, b) => a.start - b.start || a.end - b.end);
  return (fixes.some(({ strip }) => strip) ? '' : mark) + spliced(body, splices);
}

function byPath(fixes: readonly Fix[]): [string, Fix[]][] {
  const groups = new Map<string, Fix[]>();
  for (const fix of fixes) groups.set(fix.path, [...(groups.get(fix.path) ?? []), fix]);
  return [...groups];
}

function trialsFor(texts: Texts): number {
  const size = [...texts.values()].reduce((sum, { length }) => sum + length, 1);
  return Math.min(MOST_TRIALS, Math.max(LEAST_TRIALS, Math.floor(MOST_JUDGED / size)));
}
