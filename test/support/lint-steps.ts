import path from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS, formatOf } from '../../src/document/document.js';
import { readVersion } from '../../src/history/read-version.js';
import type { Step, StepSource, Version } from '../../src/history/step.js';
import type { RuleSettings } from '../../src/lint/config.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { NO_POLICY } from '../../src/lint/policy.js';
import type { Rule } from '../../src/lint/rule.js';
import { sameForAll } from '../../src/lint/rule-sets.js';
import { createStepLinter } from '../../src/lint/step-linter.js';
import type { KindId } from '../../src/schema/kinds.js';
import { kindOfFile } from '../../src/workspace/kind-of-file.js';
import { readTree } from './lint-fixture.js';
import { bytesOf, type Tree } from './tree.js';

/** How the files of a tree changed. A file that only one of the two has came or went. */
export interface TreeChange {
  readonly before: Tree;
  readonly after: Tree;
  readonly granularity: Step['granularity'];
  /** Folders that bear another name in `after`, or that are copies. */
  readonly moves?: readonly Move[];
  /** The earlier files are those of one of the lines that were merged. */
  readonly merged?: true;
  /** Two files when absent. */
  readonly source?: StepSource;
  /** When the commit was made that has the later files; absent: they are of no commit. */
  readonly committed?: string | undefined;
}

export interface Move {
  readonly how: 'renamed' | 'copied';
  readonly from: string;
  readonly to: string;
}

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');
const GRANULARITIES = ['exact', 'sampled'] as const;

/** Whether a folder of fixtures (relative to `fixtures/`) holds changes and not documents. */
export function holdsChanges(folder: string): boolean {
  return GRANULARITIES.some((granularity) => existsSync(path.join(FIXTURES, folder, granularity)));
}

/**
 * Reads changes: `{exact,sampled}/{before,after}/…`, and beside these two `moves.txt`, where each line is
 * `renamed` or `copied`, the folder it was, and the folder it is; and `committed.txt`, the time of the commit.
 */
export async function readChanges(folder: string): Promise<TreeChange[]> {
  const there = GRANULARITIES.filter((granularity) => existsSync(path.join(FIXTURES, folder, granularity)));
  return Promise.all(
    there.map(async (granularity) => ({
      granularity,
      before: await sideOf(`${folder}/${granularity}/before`),
      after: await sideOf(`${folder}/${granularity}/after`),
      moves: movesIn(path.join(FIXTURES, folder, granularity, 'moves.txt')),
      committed: linesOf(path.join(FIXTURES, folder, granularity, 'committed.txt'))[0],
    })),
  );
}

/** A side without a file is not kept by git. */
async function sideOf(folder: string): Promise<Tree> {
  return existsSync(path.join(FIXTURES, folder)) ? readTree(folder) : {};
}

function movesIn(file: string): Move[] {
  return linesOf(file).map((line) => {
    const [how, from, to] = line.split(' ');
    if ((how !== 'renamed' && how !== 'copied') || from === undefined || to === undefined) {
      throw new Error(`${file}: ${line}`);
    }
    return { how, from, to };
  });
}

/** None where there is no such file. */
function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** Judges changes by all rules, or those given; files are called as in `after`. */
export function diagnoseChanges(
  changes: readonly TreeChange[],
  { settings = {}, rules = RULES }: { readonly settings?: RuleSettings; readonly rules?: readonly Rule[] } = {},
): Diagnostic[] {
  const linter = createStepLinter(rules, sameForAll(rules, { ...NO_POLICY, layers: [{ rules: settings }] }));
  return changes.flatMap((change) => stepsOf(change).flatMap((step) => linter.step(step)));
}

/** The steps of the files that changed, in the order of their names. */
function stepsOf({
  before,
  after,
  granularity,
  moves = [],
  merged,
  source = { type: 'files' },
  committed,
}: TreeChange): Step[] {
  const steps: Step[] = [];
  const { commit = null, parent = null } = source.type === 'git' ? source : {};
  const gone = new Set(Object.keys(before));
  for (const file of Object.keys(after).sort()) {
    const move = moves.find(({ to }) => file.startsWith(`${to}/`));
    const earlier = move ? move.from + file.slice(move.to.length) : file;
    if (move?.how !== 'copied') gone.delete(earlier);
    const [was, is] = [versionOf(before, earlier, parent), versionOf(after, file, commit)];
    if (!was || earlier !== file || was.document.text !== is?.document.text) {
      steps.push({
        ...common(file, earlier),
        ...(was && { before: was }),
        ...(is && { after: is }),
        ...(move?.how === 'copied' && { copied: true }),
      });
    }
  }
  for (const file of [...gone].sort()) {
    const was = versionOf(before, file, parent);
    steps.push({ ...common(file), ...(was && { before: was }) });
  }
  return steps;

  function common(file: string, earlier = file): Omit<Step, 'before' | 'after' | 'copied'> {
    const kind = kindOfFile(`/${file}`) ?? kindOfFile(`/${earlier}`);
    if (!kind) throw new Error(`${file} is governed by no kind`);
    return { kind, granularity, source, ...(merged && { merged }), ...(committed !== undefined && { committed }) };
  }
}

function versionOf(tree: Tree, file: string, commit: string | null): Version | undefined {
  if (!Object.hasOwn(tree, file)) return undefined;
  const document = readVersion(bytesOf(tree[file]), formatOf(file), DEFAULT_LIMITS);
  return { file, path: `/${file}`, document, ...(commit !== null && { commit }) };
}

/** What one rule tells of a change, as `severity pointer message`. */
export function told(
  rule: string,
  granularity: Step['granularity'],
  before: Tree,
  after: Tree,
  moves: readonly Move[] = [],
): string[] {
  return diagnoseChanges([{ before, after, granularity, moves }])
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ severity, pointer, message }) => `${severity} ${pointer} ${message}`);
}

/** Judges a change of a row of a database, which has no file of its own, by all rules. */
export function diagnoseRow(
  kind: KindId,
  before: object,
  after: object,
  granularity: Step['granularity'],
): Diagnostic[] {
  const [was, is] = [before, after].map((row) => versionOf({ 'rows.json': row }, 'rows.json', null));
  const step = { kind, granularity, source: { type: 'files' } } as const;
  return createStepLinter(RULES).step({ ...step, ...(was && { before: was }), ...(is && { after: is }) });
}
