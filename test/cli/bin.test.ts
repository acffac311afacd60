import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
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

  test.runIf(process.platform === 'linux')('says in one line that its working directory is gone', () => {
    // What compiles the sources needs a working directory itself, so it goes after that has begun.
    const leave = 'import fs from "node:fs"; process.chdir("gone"); fs.rmdirSync("../gone");';
    const cwd = treeOnDisk({});
    mkdirSync(path.join(cwd, 'gone'));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', TSX, '--import', `data:text/javascript,${leave}`, BIN, 'check'],
      { cwd, encoding: 'utf8' },
    );
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'stategate: the working directory is not there any more\n',
    });
  });

  test('says in one line that its standard input is a folder', () => {
    const cwd = treeOnDisk({});
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', TSX, BIN, 'check', '--stdin', '--kind', 'plan'],
      {
        cwd,
        encoding: 'utf8',
        stdio: [openSync(cwd, 'r'), 'pipe', 'pipe'],
      },
    );
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'stategate: standard input is a folder\n' });
  });

  test.runIf(process.platform === 'linux')('ends with 2 when neither of its outputs can be written', () => {
    const full = openSync('/dev/full', 'w');
    const { status } = spawnSync(process.execPath, ['--import', TSX, BIN, 'check'], {
      cwd: treeOnDisk({}),
      stdio: ['ignore', full, full],
    });
    expect(status).toBe(2);
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
