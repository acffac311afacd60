import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { treeOnDisk } from '../support/tree.js';

const PAGE = readFileSync(path.join(import.meta.dirname, '../../docs/session.md'), 'utf8');
const FOLDER = 'agents/sessions/2026-03-02_rate-limit-login_h4t8vd';

/** The files that the page shows: name → text. */
const FILES = Object.fromEntries(
  [...PAGE.matchAll(/^## (\S+)\n.*?^```\w+\n(.*?)^```$/gmsu)].map(([, name = '', text = '']) => [name, text]),
);

test('the session that the documentation shows is the one of the demo tree', () => {
  expect(Object.keys(FILES)).toEqual(['state.json', 'plan.json', 'dev-notes.json', 'spec.md', 'plan.md']);
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(import.meta.dirname, '../../fixtures/demo', FOLDER, name);
    expect(text, name).toBe(readFileSync(file, 'utf8'));
  }
});

test('nothing is found in it, in the preset strict either', async () => {
  const files = Object.entries(FILES).map(([name, text]) => [`${FOLDER}/${name}`, text] as const);
  const cwd = treeOnDisk({ ...Object.fromEntries(files), 'stategate.config.json': { extends: 'strict' } });
  const { diagnostics, summary } = await check({ cwd });
  expect(diagnostics).toEqual([]);
  expect(summary).toMatchObject({ files: 3, skipped: 0, unparsed: 0 });
});
