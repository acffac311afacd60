import { describe, expect, test } from 'vitest';
import { isAmending } from '../../src/history/git/amending.js';

/** Whether the innermost of the processes, which are given from the outermost on, runs for an amend. */
function under(...commands: readonly (readonly string[])[]): Promise<boolean> {
  return isAmending(commands.length + 1, (id) => {
    const args = commands[id - 2];
    return Promise.resolve(args && { parent: id - 1, args });
  });
}

describe('a commit is amended', () => {
  test.each([
    [['git', 'commit', '--amend']],
    [['/usr/lib/git-core/git', 'commit', '-m', 'words', '--amend', '--no-edit']],
    [['git', '-c', 'a.b=c', '-C', 'commit', '--no-pager', 'commit', '-a', '--am']],
    [['git', '--git-dir', 'commit', 'commit', '--amend']],
  ])('by %j', async (command) => {
    expect(await under(['bash'], command, ['sh', '.git/hooks/pre-commit'], ['node', 'cli'])).toBe(true);
  });

  test.each([
    [['git', 'commit', '-m', '--amend']],
    [['git', 'commit', '-am', '--amend']],
    [['git', 'commit', '--message', '--amend']],
    [['git', 'commit', '--', '--amend']],
    [['git', 'commit', '--amend', '--no-amend']],
    [['git', 'rebase', 'commit', '--amend']],
    [['git', 'merge', '--amend']],
    [['node', 'commit', '--amend']],
  ])('not by %j', async (command) => {
    expect(await under(command, ['sh'])).toBe(false);
  });

  test('not when a commit within the amend is meant', async () => {
    expect(await under(['git', 'commit', '--amend'], ['vim'], ['sh'], ['git', 'commit'], ['node'])).toBe(false);
  });

  test('as far as can be seen: not when a process cannot be looked at, or there is no end of them', async () => {
    expect(await isAmending(5, () => Promise.resolve(undefined))).toBe(false);
    expect(await isAmending(5, () => Promise.resolve({ parent: 5, args: ['sh'] }))).toBe(false);
  });

  test('not by what runs these tests', async () => {
    expect(await isAmending(process.ppid)).toBe(false);
  });
});
