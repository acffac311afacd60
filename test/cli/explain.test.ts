import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { runCommand } from '../support/command.js';

const HERE = { cwd: import.meta.dirname };

const pageOf = (id: string): string => readFileSync(path.join(import.meta.dirname, '../../rules', `${id}.md`), 'utf8');

test.each(RULES.map(({ id }) => id))('the page of %s is printed', async (id) => {
  expect(await runCommand(['explain', id], HERE)).toMatchObject({ code: 0, stdout: pageOf(id), stderr: '' });
});

test('several pages follow each other', async () => {
  const { stdout } = await runCommand(['explain', 'schema', 'syntax'], HERE);
  expect(stdout).toBe(pageOf('schema') + pageOf('syntax'));
});

test('a rule that there is not is told, with the one that was likely meant', async () => {
  expect(await runCommand(['explain', 'phase-oder'], HERE)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'stategate: there is no rule "phase-oder"; did you mean "phase-order"?\n',
  });
});
