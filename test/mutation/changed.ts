import { execFileSync } from 'node:child_process';

/** Where the module, the tests and the fixtures of a rule stand. */
const OF_RULE = [/^rules\/([\w-]+)\.ts$/u, /^test\/rules\/([\w-]+)\.test\.ts$/u, /^fixtures\/rules\/([\w-]+)\//u];

/**
 * Of some rules those of which the module, the tests or the fixtures are not as they are in a commit. Throws where git
 * knows no such commit.
 */
export function changedSince(commit: string, ids: readonly string[], root: string): string[] {
  const git = (...args: readonly string[]): string[] =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).split('\0');
  const files = [
    ...git('diff', '--name-only', '--no-renames', '-z', '--end-of-options', commit, '--'),
    ...git('ls-files', '--others', '--exclude-standard', '-z'),
  ];
  const changed = new Set(files.flatMap((file) => OF_RULE.map((pattern) => pattern.exec(file)?.[1])));
  return ids.filter((id) => changed.has(id));
}
