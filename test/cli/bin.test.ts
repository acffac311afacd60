import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { treeOnDisk } from '../support/tree.js';

const ROOT = path.join(import.meta.dirname, '../..');
const BIN = path.join(ROOT, 'src/cli/bin.ts');
const TSX = path.join(ROOT, 'node_modules/tsx/dist/loader.mjs');

const many = Object.fromEntries(
  Array.from({ length: 500 }, (_, index) => [`agents/sessions/s${index}/dev-notes.json`, { session_id: 'x' }]),
);

describe('the process', () => {
  test('ends quietly when its reader has seen enough', () => {
    const script = `"$0" --import "$1" "$2" check; echo "code $?" >&2`;
    const { stdout, stderr } = spawnSync('sh', ['-c', `{ ${script}; } | head -n 1`, process.execPath, TSX, BIN], {
      cwd: treeOnDisk(many),
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^agents\/sessions\/s0\/dev-notes\.json:1:1 {2}error {2}.*\n$/u);
    expect(stderr).toBe('code 1\n');
  });

  // The device is Linux's.
  test.runIf(process.platform === 'linux')('says in one line that its output could not be written', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', TSX, BIN, 'check'], {
      cwd: treeOnDisk({}),
      encoding: 'utf8',
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'stategate: the output could not be written (ENOSPC)\n',
    });
  });
});
