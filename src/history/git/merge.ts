import type { FileChange } from './raw.js';

/** A change against one of several earlier trees. */
export interface ChangeAgainst extends FileChange {
  /** Which of the trees. */
  readonly number: number;
}

/**
 * What is new in a tree that several others were merged into: a file that it has as one of them has it was taken over,
 * and has not changed. One that is in none of them like this is told once for each.
 *
 * @param comparisons what changed from each of the others
 */
export function changedFromAll(comparisons: readonly (readonly FileChange[])[]): ChangeAgainst[] {
  /** How many of the trees have something else at a path, or nothing where there is something now. */
  const differing = new Map<string, number>();
  for (const changes of comparisons) {
    for (const path of new Set(changes.flatMap(pathsOf))) differing.set(path, (differing.get(path) ?? 0) + 1);
  }
  return comparisons.flatMap((changes, number) =>
    changes
      .filter((change) => differing.get(pathsOf(change).at(-1) ?? '') === comparisons.length)
      .map((change) => ({ ...change, ...(comparisons.length > 1 && { merged: true }), number })),
  );
}

/** The paths at which something is no longer as it was; the last is the one that the change is known by. */
function pathsOf({ status, before, after }: FileChange): string[] {
  const paths = [status === 'C' ? undefined : before?.path, after?.path].filter((path) => path !== undefined);
  return [...new Set(paths)];
}
