import path from 'node:path';
import { git } from '../../workspace/git.js';
import { toPosix } from '../../workspace/paths.js';

/** What has to be known of a repository before its history is read. */
export interface Repository {
  /** Where git is called. */
  readonly cwd: string;
  /** The folder that paths in commits begin at, absolute, with `/`; of a bare repository the repository itself. */
  readonly top: string;
  /** From `top` to `cwd`, empty or with a `/` at its end. */
  readonly prefix: string;
  readonly bare: boolean;
  /** A clone that lacks the older commits. */
  readonly shallow: boolean;
  /** The checked-out commit; absent on a branch without commits. */
  readonly head?: string;
}

/** Why there is no history to read, in words. */
export interface NoRepository {
  readonly reason: string;
}

/** Looks at the repository that a folder stands in. */
export async function openRepository(cwd: string): Promise<Repository | NoRepository> {
  const facts = await git(
    ['rev-parse', '--is-bare-repository', '--is-shallow-repository', '--is-inside-work-tree', '--absolute-git-dir'],
    { cwd },
  );
  if (!facts) return { reason: 'git is not on the PATH' };
  if (facts.code !== 0) return { reason: firstLine(facts.stderr) };
  const [bare, shallow, inside, gitDir = ''] = facts.stdout.toString().split('\n');
  // In a bare repository, and in the .git folder of another, there is no working tree to stand in.
  const place = inside === 'true' ? await git(['rev-parse', '--show-toplevel', '--show-prefix'], { cwd }) : undefined;
  const [top = gitDir, prefix = ''] = place?.code === 0 ? place.stdout.toString().split('\n') : [];
  const head = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}'], { cwd });
  return {
    cwd,
    top: toPosix(path.resolve(top)),
    prefix,
    bare: bare === 'true',
    shallow: shallow === 'true',
    ...(head?.code === 0 && { head: head.stdout.toString().trim() }),
  };
}

/** The commit that a name stands for; `undefined` when it stands for none. */
export async function commitOf({ cwd }: Repository, name: string): Promise<string | undefined> {
  const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], { cwd });
  return answer?.code === 0 ? answer.stdout.toString().trim() : undefined;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
