import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type Project, shortText } from './project.js';

/** The commit that is checked out, told without starting git; `null` where there is none, or none that can be told so. */
export function headOf({ gitDir, commonDir }: Project): string | null {
  if (gitDir === undefined) return null;
  const head = shortText(path.join(gitDir, 'HEAD'))?.trim();
  if (head === undefined) return null;
  const ref = /^ref: (.+)$/u.exec(head)?.[1];
  if (ref === undefined) return commitIn(head);
  for (const folder of [gitDir, commonDir]) {
    const commit = folder === undefined ? null : commitIn(shortText(path.join(folder, ref)));
    if (commit !== null) return commit;
  }
  const packed = commonDir === undefined ? undefined : shortText(path.join(commonDir, 'packed-refs'));
  const line = packed?.split('\n').find((entry) => entry.endsWith(` ${ref}`));
  return commitIn(line?.split(' ')[0]);
}

/** The commits that were made in a working tree of the repository; `undefined` where git does not write that down. */
export function madeHere({ gitDir, commonDir }: Project): ReadonlySet<string> | undefined {
  if (gitDir === undefined || commonDir === undefined) return undefined;
  const log = shortText(path.join(gitDir, 'logs', 'HEAD'));
  if (log === undefined) return undefined;
  const others = [commonDir, ...linkedIn(commonDir)].map(
    (folder) => shortText(path.join(folder, 'logs', 'HEAD')) ?? '',
  );
  const moves = [log, ...others].flatMap((text) => text.split('\n'));
  // A working tree that was removed has taken its log along; what was committed to a branch there stands in the branch's.
  const commits = branchLogsIn(commonDir).flatMap((log) => (shortText(log) ?? '').split('\n'));
  const made = [...moves.filter((line) => !MOVES_ONLY.test(line)), ...commits.filter((line) => COMMITS.test(line))];
  return new Set(made.flatMap((line) => line.split(' ', 2)[1] ?? []));
}

/** What makes a commit, in the words of git's log. */
const COMMITS = /^[^\t]*\tcommit(?: \([a-z]+\))?: /u;

/** A commit that was checked out, and those that were after it; `undefined` where git does not tell. */
export function checkedOutSince({ gitDir }: Project, commit: string): string[] | undefined {
  const log = gitDir === undefined ? undefined : shortText(path.join(gitDir, 'logs', 'HEAD'));
  const commits = (log ?? '').split('\n').flatMap((line) => /^\S+ ([0-9a-f]{40,64}) /u.exec(line)?.[1] ?? []);
  const at = commits.lastIndexOf(commit);
  return at < 0 ? undefined : [...new Set(commits.slice(at))];
}

/** The commits that were made in a working tree, not before a time (milliseconds since 1970), and checked out with that. */
export function madeSince({ gitDir }: Project, time: number): string[] {
  const log = gitDir === undefined ? undefined : shortText(path.join(gitDir, 'logs', 'HEAD'));
  return (log ?? '').split('\n').flatMap((line) => {
    const [, commit, seconds] = /^\S+ ([0-9a-f]{40,64}) [^\t]*> (\d+) /u.exec(line) ?? [];
    const isMade = commit !== undefined && Number(seconds) >= Math.floor(time / 1000) && !MOVES_ONLY.test(line);
    return isMade ? [commit] : [];
  });
}

/** What leads to a commit that was there before, in the words of git's log. */
const MOVES_ONLY =
  /^[^\t]*\t(?:(?:checkout|clone|reset):|(?:pull|rebase)\b[^(]*\((?:start|finish)\): |(?:merge|pull)\b.*: Fast-forward$)/u;

function linkedIn(commonDir: string): string[] {
  try {
    return readdirSync(path.join(commonDir, 'worktrees')).map((name) => path.join(commonDir, 'worktrees', name));
  } catch {
    return [];
  }
}

function branchLogsIn(commonDir: string): string[] {
  const folder = path.join(commonDir, 'logs', 'refs', 'heads');
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function commitIn(text: string | undefined): string | null {
  return /^[0-9a-f]{40,64}$/u.exec(text?.trim() ?? '')?.[0] ?? null;
}
