import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import { runCommand } from '../support/command.js';

const NAMES = Object.keys(FORMATS).sort();

test('docs/formats.md has a row and a section for each format, and for no other', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/formats.md'), 'utf8');
  expect([...page.matchAll(/^## (\w+)$/gmu)].map(([, name]) => name).sort()).toEqual(NAMES);
  expect([...page.matchAll(/^\| `(\w+)`/gmu)].map(([, name]) => name).sort()).toEqual(NAMES);
});

test('so has the help of check', async () => {
  const { stdout } = await runCommand(['check', '--help'], { cwd: '/' });
  const [, list = ''] = /^Formats\n(.*?)^ {2}Several/msu.exec(stdout) ?? [];
  expect([...list.matchAll(/^ {2}(\w+) {2}/gmu)].map(([, name]) => name).sort()).toEqual(NAMES);
});
