import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRepository } from '../support/repository.js';
import { textOf } from './checking.js';
import type { Choices } from './choices.js';
import type { History, Version } from './history.js';

/** A version that a commit has, beside the one that a parent has. */
export interface Comparison {
  readonly history: History;
  /** Which of the history's versions; -1 for none. */
  readonly from: number;
  readonly to: number;
  /** Commits, by their ids; `null` for none. */
  readonly commit: string;
  readonly parent: string | null;
}

/** Histories as commits of a repository. */
export interface Committed {
  readonly root: string;
  /** All that there is to compare. */
  readonly comparisons: readonly Comparison[];
}

/** File → text. */
type Tree = ReadonlyMap<string, string>;

/** A commit that is being made: which version of each history it has, -1 for none yet. */
interface Commit {
  readonly mark: number;
  readonly has: readonly number[];
  readonly tree: Tree;
}

/**
 * Commits the versions of some histories, step by step, in a repository of its own: in line, on two branches of which
 * each has some and which a merge puts together, and with merges that change something themselves.
 *
 * @param straight the step that is one commit in line
 */
export function commitHistories(histories: readonly History[], choices: Choices, straight?: number): Committed {
  const stream: string[] = [];
  const planned: (Omit<Comparison, 'commit' | 'parent'> & { readonly mark: number; readonly parent: number | null })[] =
    [];
  let marks = 0;
  const last = Math.max(...histories.map(({ versions }) => versions.length)) - 1;
  let tip = commit([], advance(undefined, 0));
  for (let step = 1; step <= last; step += 1) {
    const before = tip;
    const shape = step === straight ? 0 : choices.upTo(3);
    if (shape === 1) {
      const left = commit(
        [before],
        advance(before, step, (index) => index % 2 === 0),
      );
      const right = commit(
        [before],
        advance(before, step, (index) => index % 2 === 1),
      );
      tip = commit([left, right], advance(left, step));
    } else if (shape === 2 && step < last && step + 1 !== straight) {
      const left = commit([before], advance(before, step));
      const right = commit([before], before);
      tip = commit([left, right], advance(left, (step += 1)));
    } else {
      tip = commit([before], advance(before, step));
    }
  }
  const { root, ids } = imported(stream.join(''), marks);
  const comparisons = planned.map(({ mark, parent, ...rest }) => ({
    ...rest,
    commit: ids[mark]!,
    parent: parent === null ? null : ids[parent]!,
  }));
  return { root, comparisons };

  /** What a commit is to have that takes some of the histories on to a step. */
  function advance(
    before: Omit<Commit, 'mark'> | undefined,
    step: number,
    takes: (index: number) => boolean = () => true,
  ): Omit<Commit, 'mark'> {
    const tree = new Map(before?.tree);
    const has = histories.map(({ versions }, index) => {
      const had = before?.has[index] ?? -1;
      const version = versions[step];
      if (!version || !takes(index)) return had;
      const earlier = versions[had];
      if (earlier && earlier.file !== version.file && !version.isCopy) tree.delete(earlier.file);
      if (version.value === undefined) tree.delete(version.file);
      else tree.set(version.file, textOf(version.value));
      return step;
    });
    return { has, tree };
  }

  function commit(parents: readonly Commit[], { has, tree }: Omit<Commit, 'mark'>): Commit {
    const mark = (marks += 1);
    const [first] = parents;
    stream.push(
      `commit refs/heads/main\nmark :${String(mark)}\ncommitter Ada <ada@example.org> ${String(2_000_000_000 + mark)} +0000\n`,
    );
    stream.push('data 6\nchange\n');
    parents.forEach((parent, index) => stream.push(`${index === 0 ? 'from' : 'merge'} :${String(parent.mark)}\n`));
    for (const file of first?.tree.keys() ?? []) if (!tree.has(file)) stream.push(`D ${file}\n`);
    for (const [file, text] of tree)
      stream.push(`M 100644 inline ${file}\ndata ${String(Buffer.byteLength(text))}\n${text}\n`);
    for (const [index, history] of histories.entries()) {
      const to = has[index]!;
      const froms = parents.map((parent) => parent.has[index]!);
      if (froms.length === 0 ? to < 0 : froms.some((from) => isUnchanged(history.versions[from], history.versions[to])))
        continue;
      if (froms.length === 0) planned.push({ history, from: -1, to, mark, parent: null });
      froms.forEach((from, number) => planned.push({ history, from, to, mark, parent: parents[number]!.mark }));
    }
    return { mark, has, tree };
  }
}

/** Whether git sees no change between two versions; of what is removed there is no version. */
function isUnchanged(before: Version | undefined, after: Version | undefined): boolean {
  if (before?.value === undefined || after?.value === undefined) return before?.value === after?.value;
  return before.file === after.file && textOf(before.value) === textOf(after.value);
}

/** The ids of the commits, by their marks. */
function imported(stream: string, count: number): { root: string; ids: string[] } {
  const { root } = createRepository();
  const marks = path.join(root, '.git', 'marks');
  execFileSync('git', ['fast-import', '--quiet', `--export-marks=${marks}`], { cwd: root, input: stream });
  const ids: string[] = [];
  for (const line of readFileSync(marks, 'utf8').trim().split('\n')) {
    const [mark = '', id = ''] = line.slice(1).split(' ');
    ids[Number(mark)] = id;
  }
  if (ids.filter(Boolean).length !== count) throw new Error('git did not take all commits');
  return { root, ids };
}
