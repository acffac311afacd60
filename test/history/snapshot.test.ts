import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { fileIn, nameIn } from '../../src/history/git/repository.js';
import { openSnapshot } from '../../src/history/snapshot.js';
import { addFiles, gitIn } from '../workspace/temporary-folder.js';
import { opened } from './collected.js';
import { commit, emptyRepository, PLAN, STATE, state } from './repositories.js';

/** The `version` of each document that a file has; `undefined` where it has none to look at. */
async function versionsOf(folder: string, file: string, rev?: string): Promise<unknown[] | undefined> {
  const snapshot = openSnapshot(await opened(folder), DEFAULT_LIMITS, rev);
  try {
    const documents = await snapshot.read(path.posix.join(folder, file));
    return documents?.map((document) => document.parsed && (document.value as { version?: unknown }).version);
  } finally {
    snapshot.end();
  }
}

describe('a snapshot', () => {
  test('has a file as it is staged, or as a commit has it, never as it is on disk', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    addFiles(folder, { [STATE]: state(2) });
    gitIn(folder, 'add', '--all');
    addFiles(folder, { [STATE]: state(3), [PLAN]: state('p') });
    expect(await versionsOf(folder, STATE)).toEqual([2]);
    expect(await versionsOf(folder, STATE, 'HEAD')).toEqual([1]);
    expect(await versionsOf(folder, PLAN)).toBeUndefined();
  });

  test.each([
    ['a line feed', Buffer.from('agents/sessions/one\ntwo/state.json'), 'agents/sessions/one\ntwo/state.json'],
    [
      'bytes that are no UTF-8',
      Buffer.from('agents/sessions/a\xff/state.json', 'latin1'),
      String.raw`agents/sessions/a\xff/state.json`,
    ],
    [
      'a backslash',
      Buffer.from(String.raw`agents/sessions/a\xff/state.json`),
      String.raw`agents/sessions/a\xff/state.json`,
    ],
    ['a beginning like a stage', Buffer.from(`1:work/${STATE}`), `1:work/${STATE}`],
    ['a beginning like a stage and a folder', Buffer.from(`0:/${STATE}`), `0:/${STATE}`],
  ])('has files with any names: %s', async (_what, bytes, name) => {
    const folder = emptyRepository();
    const file = Buffer.concat([Buffer.from(`${folder}/`), bytes]);
    mkdirSync(file.subarray(0, file.lastIndexOf('/')), { recursive: true });
    writeFileSync(file, state(1));
    commit(folder);
    writeFileSync(file, state(2));
    gitIn(folder, 'add', '--all');
    expect(await versionsOf(folder, name)).toEqual([2]);
    expect(await versionsOf(folder, name, 'HEAD')).toEqual([1]);
  });

  test('has no document where git has only a pointer of git-lfs', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n` });
    expect(await versionsOf(folder, STATE)).toBeUndefined();
  });
});

test.each(['/', '/srv/work', 'C:/', 'C:/work'])('a file of a repository at %s has its name there', (top) => {
  const file = fileIn({ top }, STATE);
  expect(file).toBe(path.posix.join(top, STATE));
  expect(nameIn({ top }, file)).toBe(STATE);
});
