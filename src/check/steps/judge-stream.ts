import { RULES } from '../../../rules/index.js';
import type { StepStream, Untold } from '../../history/step.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import type { Excerpt } from '../../lint/excerpt.js';
import { ruleSetsOf } from '../../lint/rule-sets.js';
import { createStepLinter } from '../../lint/step-linter.js';
import type { GovernedFile } from '../../workspace/discover.js';
import { byPlace } from '../by-place.js';
import type { Settings } from '../judge.js';

/** What came of the changes. */
export interface StepVerdict {
  steps: number;
  /** Files that changed. */
  files: number;
  /** Versions that they were given, and how many of these could not be parsed. */
  documents: number;
  unparsed: number;
  /** Of a file, commit by commit in the order of its history; then what it came to. Each by place. */
  readonly diagnostics: Diagnostic[];
  readonly excerpts: Map<Diagnostic, Excerpt>;
  readonly untold: readonly Untold[];
  /** The commits that were looked at, with a number each: the later a commit, the lower. */
  readonly commits: ReadonlyMap<string, number>;
  /** What was looked at: a commit and a file (absolute, with `/`) that it changed, with a NUL between them. */
  readonly changesOf: ReadonlySet<string>;
  /** The files that are there after the changes, by path (absolute, with `/`). */
  readonly changed: ReadonlyMap<string, GovernedFile>;
}

/** Judges steps one after the other; `onStep` is told how many they were so far. */
export async function judgeStream(
  { steps, untold }: StepStream,
  { policy, base }: Settings,
  onStep: (done: number) => void,
): Promise<StepVerdict> {
  const linter = createStepLinter(RULES, await ruleSetsOf(RULES, policy), { base });
  const changed = new Map<string, GovernedFile>();
  const files = new Set<string>();
  const excerpts = new Map<Diagnostic, Excerpt>();
  const diagnostics: Diagnostic[] = [];
  const commits = new Map<string, number>();
  const changesOf = new Set<string>();
  const verdict = { steps: 0, documents: 0, unparsed: 0 };
  for await (const step of steps) {
    const { before, after, source } = step;
    // They come newest first.
    if (source.type === 'git' && !commits.has(source.commit)) commits.set(source.commit, commits.size);
    const file = (after ?? before)?.file;
    if (file !== undefined) files.add(file);
    for (const side of [before, after]) {
      if (side && source.type === 'git') changesOf.add(`${source.commit}\0${side.path}`);
    }
    if (after) {
      verdict.documents += 1;
      const { file: display, path } = after;
      changed.set(path, { path, display, kind: step.kind, root: path });
    }
    if (after?.document.parsed === false) verdict.unparsed += 1;
    if (before?.document.parsed !== false && after?.document.parsed !== false) verdict.steps += 1;
    for (const diagnostic of linter.step(step)) {
      diagnostics.push(diagnostic);
      const excerpt = linter.excerpt(diagnostic);
      if (excerpt) excerpts.set(diagnostic, excerpt);
    }
    onStep(verdict.steps);
  }
  diagnostics.sort(byHistory(commits));
  return { ...verdict, files: files.size, diagnostics, excerpts, untold, commits, changed, changesOf };
}

/** By file, then by commit, where it is about one; then by place. */
export function byHistory(commits: StepVerdict['commits']): (a: Diagnostic, b: Diagnostic) => number {
  const rank = ({ step }: Diagnostic): number =>
    step?.source.type === 'git' ? (commits.get(step.source.commit) ?? -1) : -1;
  return (a, b) => (a.file === b.file && rank(b) - rank(a)) || byPlace(a, b);
}
