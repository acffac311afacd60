import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_LIMITS } from '../document/document.js';
import { readDocuments } from '../document/documents.js';
import { displayPath } from '../workspace/paths.js';
import { isThere, realPath, standingFrom, topOf } from '../workspace/standing.js';
import type { Baseline, BaselineEntry } from './baseline.js';
import { baselineText, repeatedIn, withoutRepeats } from './baseline-list.js';
import { Fault } from './fault.js';
import { printable } from './message.js';
import { faultOf, mistakesOf } from './own-mistakes.js';
import type { Rule } from './rule.js';

const BASELINE_FILE = 'stategate-baseline.json';

/** The baseline of a check: where it stands, or would stand, and what it lists. */
export interface LoadedBaseline {
  /** Absolute. */
  readonly file: string;
  /** Whether the file is there. */
  readonly isThere: boolean;
  readonly schema?: string;
  /** One for each finding. */
  readonly entries: readonly BaselineEntry[];
  /** Those that the file lists more than once. */
  readonly repeated: readonly BaselineEntry[];
}

/**
 * Reads the baseline that holds in a folder: the nearest `stategate-baseline.json` up the tree, or the file named. Where
 * there is none it lists nothing, and would stand beside the configuration, or else at the top of the git working tree.
 * Throws a `Fault` when the file is no baseline.
 *
 * @param beside the folder of the configuration, where there is one
 */
export async function loadBaseline(
  cwd: string,
  named: string | undefined,
  beside: string | undefined,
  rules: readonly Rule[],
): Promise<LoadedBaseline> {
  const found = named === undefined ? nearestFile(cwd) : path.resolve(cwd, named);
  const file = found ?? path.join(beside ?? topOf(cwd) ?? cwd, BASELINE_FILE);
  if (!isThere(file)) return { file, isThere: false, entries: [], repeated: [] };
  const folder = path.dirname(file);
  // As with the configuration: one that lies in a tree must not lead out of it.
  const root = named === undefined ? standingFrom(folder)(folder).root : undefined;
  const [document] = readDocuments(file, { format: 'json', limits: DEFAULT_LIMITS, root });
  if (!document) throw new Error('a JSON file holds one document');
  const shown = printable(displayPath(cwd, file));
  const { mistakes, isMore } = await mistakesOf(document, 'baseline', rules);
  if (mistakes.length > 0 || !document.parsed) throw faultOf(mistakes, shown, isMore);
  const { $schema, findings } = document.value as Baseline;
  return {
    file,
    isThere: true,
    ...($schema !== undefined && { schema: $schema }),
    entries: withoutRepeats(findings),
    repeated: repeatedIn(findings),
  };
}

/**
 * Writes a baseline anew, as a whole or not at all; a link stays, and what it leads to is written. Throws a `Fault` when
 * that cannot be.
 */
export function writeBaseline({ file, schema }: LoadedBaseline, entries: readonly BaselineEntry[]): void {
  const target = realPath(file) ?? file;
  // Loaded here, so that who only reads one does not wait for it.
  const ready = `${target}.${process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex')}`;
  try {
    const stands = statSync(target, { throwIfNoEntry: false });
    writeFileSync(ready, baselineText(entries, schema), { flag: 'wx' });
    if (stands) chmodSync(ready, stands.mode);
    renameSync(ready, target);
  } catch (error) {
    rmSync(ready, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Fault(`${printable(file)} could not be written (${code ?? message})`);
  }
}

function nearestFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, BASELINE_FILE);
    if (isThere(file)) return file;
    if (path.dirname(folder) === folder) return undefined;
  }
}
