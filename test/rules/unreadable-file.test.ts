import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import unreadableFile from '../../rules/unreadable-file.js';
import { check } from '../../src/check/check.js';
import { readProblem } from '../../src/document/read.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { createLinter } from '../../src/lint/linter.js';
import { lintBytes, lintPath } from '../support/lint-bytes.js';
import { printed, readPage } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'unreadable-file-')));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tree = path.join(folder, 'tree');
mkdirSync(path.join(tree, 'plan.json'), { recursive: true });
writeFileSync(path.join(folder, 'outside.json'), '{}');
symlinkSync('../outside.json', path.join(tree, 'out.json'));
symlinkSync('nowhere.json', path.join(tree, 'broken.json'));
for (const byte of [0xe8, 0xe9]) {
  writeFileSync(Buffer.concat([Buffer.from(`${tree}/caf`), Buffer.from([byte]), Buffer.from('.json')]), '{}');
}

const read = (name: string) => () => lintPath('plan', path.join(tree, name), tree);

testSpoken(unreadableFile, {
  notAFile: [read('plan.json'), '1:1  error  this is a directory; a state file is a regular file'],
  tooLarge: [
    () => lintBytes('plan', 'plan.json', ' '.repeat(2000), { maxBytes: 1024 }),
    '1:1  error  the file has 2000 bytes; the limit is 1024, which --max-file-size raises',
  ],
  lineTooLong: [
    () => lintBytes('hook-event', 'events.jsonl', `\n"${'x'.repeat(2000)}"\n`, { maxBytes: 1024 }),
    '2:1  error  the line has 2002 bytes; the limit is 1024, which --max-file-size raises',
  ],
  leavesTree: [
    read('out.json'),
    `1:1  error  a symbolic link leads to "${path.join(folder, 'outside.json')}", out of the tree that is checked; it is not followed`,
  ],
  brokenLink: [read('broken.json'), '1:1  error  a symbolic link leads to "nowhere.json", where nothing can be read'],
  vanished: [read('gone.json'), '1:1  error  the file was there when the tree was listed, and is gone'],
  notUtf8: [
    read('caf\uFFFD.json'),
    String.raw`1:1  error  the name of this file is not UTF-8 ("caf\xe8.json", "caf\xe9.json"), so it cannot be read; give it another name`,
  ],
  // Neither can be brought about for a superuser, so the system's answer is given by hand.
  denied: [() => afterFailure('EACCES'), '1:1  error  the file may not be read (EACCES)'],
  failed: [() => afterFailure('EIO'), '1:1  error  reading the file failed (EIO)'],
});

test('the commands on its page, run one after the other, print what stands there', async () => {
  const cwd = path.join(folder, 'page');
  mkdirSync(cwd);
  const blocks = [...(await readPage('unreadable-file')).matchAll(/^```(\w+)\n(.*?)^```$/gmsu)];
  const printedByBlock: string[] = [];
  for (const [, , block = ''] of blocks.filter(([, name]) => name === 'console')) {
    for (const [, command = ''] of block.matchAll(/^\$ (.+)$/gmu)) {
      if (command !== 'stategate check') execFileSync('sh', ['-c', command], { cwd });
      else printedByBlock.push((await check({ cwd, config: false })).diagnostics.map(printed).join('\n'));
    }
  }
  const shown = blocks.filter(([, name]) => name === 'text').map(([, , block = '']) => block.trimEnd());
  expect(printedByBlock).toEqual([...shown, '']);
});

async function afterFailure(code: string): Promise<Diagnostic[]> {
  const problem = readProblem(Object.assign(new Error(code), { code, syscall: 'read' }));
  const unread = { parsed: false, text: '', line: 1, problems: [problem] } as const;
  return [...(await createLinter(RULES).document({ file: 'plan.json', kind: 'plan' }, unread)).diagnostics];
}
