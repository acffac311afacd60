import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isInside } from '../../document/read.js';
import { type GitAnswer, type GitCall, git } from '../../workspace/git.js';
import { toPosix } from '../../workspace/paths.js';
import { indexOfHook } from './hook.js';
import { reasonIn } from './process.js';

/** What has to be known of a repository before its history is read. */
export interface Repository extends GitCall {
  /** The folder that paths in commits begin at, absolute, with `/`; of a bare repository the repository itself. */
  readonly top: string;
  /** From `top` to `cwd`, empty or with a `/` at its end. */
  readonly prefix: string;
  /** Where git keeps what belongs to this working tree: `HEAD`, the index. Absolute. */
  readonly gitDir: string;
  readonly bare: boolean;
  /** A clone that lacks the older commits. */
  readonly shallow: boolean;
  /** A clone that fetches contents only when they are needed. */
  readonly partial: boolean;
  /** The checked-out commit; absent on a branch without commits. */
  readonly head?: string;
}

/** Why there is no history to read, in words. */
export interface NoRepository {
  readonly reason: string;
}

/** Looks at the repository that a folder stands in. */
export async function openRepository(cwd: string): Promise<Repository | NoRepository> {
  const call = { cwd };
  const [facts, place, head, partial] = await Promise.all([
    git(
      ['rev-parse', '--is-bare-repository', '--is-shallow-repository', '--git-common-dir', '--absolute-git-dir'],
      call,
    ),
    git(['rev-parse', '--show-prefix', '--show-toplevel'], call),
    git(['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}'], call),
    git(['config', '--name-only', '--get-regexp', String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`], call),
  ]);
  if (!facts) return { reason: 'git is not on the PATH' };
  if (facts.code !== 0) return { reason: refusalOf(facts) };
  if (head?.code !== 0) {
    // A branch without commits is one thing, a commit that is named and cannot be read another.
    const named = await git(['rev-parse', '--verify', '--quiet', 'HEAD'], call);
    if (named?.code !== 1)
      return { reason: `the checked-out commit${named ? ` ${linesOf(named).join('')}` : ''} cannot be read` };
  }
  const [bare, shallow, common = '', ...rest] = linesOf(facts);
  const gitDir = rest.join('\n');
  const [prefix = '', ...below] = place?.code === 0 ? linesOf(place) : [];
  const tree = below.join('\n');
  const isThere = below.length > 0 && isInside(path.resolve(tree), realpathSync.native(cwd));
  const top = toPosix(path.resolve(isThere ? tree : treeOf(gitDir, path.resolve(cwd, common))));
  const index = indexOfHook(process.env, { top, gitDir });
  return {
    cwd,
    top,
    prefix,
    gitDir,
    bare: bare === 'true',
    shallow: shallow === 'true',
    partial: partial?.code === 0,
    ...(head?.code === 0 && { head: head.stdout.toString().trim() }),
    ...(index !== undefined && { index }),
  };
}

/** The file (absolute, with `/`) that a repository's trees have under a name. */
export function fileIn({ top }: Pick<Repository, 'top'>, name: string): string {
  return beginningOf(top) + name;
}

/** What a repository's trees call a file (absolute, with `/`) that lies in it. */
export function nameIn({ top }: Pick<Repository, 'top'>, file: string): string {
  return file.slice(beginningOf(top).length);
}

/** The root of a file system, which may be a repository as well, has its slash already. */
function beginningOf(top: string): string {
  return top.endsWith('/') ? top : `${top}/`;
}

/** The commit that a name stands for; `undefined` when it stands for none. */
export async function commitOf(repository: Repository, name: string): Promise<string | undefined> {
  const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], repository);
  return answer?.code === 0 ? answer.stdout.toString().trim() : undefined;
}

/** The oldest commits of a shallow clone: what they changed cannot be told, as their parents are not there. */
export async function shallowCommits(repository: Repository): Promise<Set<string>> {
  if (!repository.shallow) return new Set();
  const answer = await git(['rev-parse', '--git-path', 'shallow'], repository);
  if (answer?.code !== 0) return new Set();
  return new Set(await linesIn(path.resolve(repository.cwd, linesOf(answer).join('\n'))));
}

/** The commits that are being merged into the checked-out one; `undefined` when none is. */
export function mergedCommits({ gitDir }: Repository): Promise<string[] | undefined> {
  // Always in the folder of the working tree's own: no git has to be asked for the place.
  return linesIn(path.join(gitDir, 'MERGE_HEAD'));
}

/** The lines of one of the files in which git keeps what it is at; `undefined` where there is no such file. */
async function linesIn(file: string): Promise<string[] | undefined> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  } catch {
    return undefined;
  }
}

/**
 * In a bare repository, and in the .git folder of another, there is no working tree to stand in. A configuration may also
 * say that it is somewhere else; then the files asked about are still those that stand beside the repository.
 */
function treeOf(gitDir: string, common: string): string {
  return path.basename(common) === '.git' ? path.dirname(realpathSync.native(common)) : gitDir;
}

/** Git's reason, and what it says can be done, where it does not trust the repository's owner. */
function refusalOf({ stderr }: GitAnswer): string {
  const reason = reasonIn(stderr) ?? 'git could not read it';
  const [remedy] = /git config --global --add safe\.directory .*/u.exec(stderr) ?? [];
  return remedy === undefined ? reason : `${reason}; to trust it: ${remedy}`;
}

function linesOf({ stdout }: GitAnswer): string[] {
  return stdout.toString().replace(/\n$/u, '').split('\n');
}
