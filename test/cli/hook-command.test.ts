import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../support/command.js';
import { createRepository } from '../support/repository.js';

const PAGE = readFileSync(path.join(import.meta.dirname, '../../docs/claude-code.md'), 'utf8');

/** What the gate answers to the payload that a text shows how to feed. */
async function answered(text: string): Promise<unknown> {
  const [, prints = ''] = /^ *(printf '\{[^|]*)\| (?:npx )?stategate hook$/mu.exec(text) ?? [];
  const { root } = createRepository();
  const stdin = execFileSync('sh', ['-c', prints], { cwd: root, encoding: 'utf8' });
  const { code, stdout, stderr } = await runCommand(['hook'], { cwd: root, stdin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

test('the payload that the documentation feeds by hand is answered as it says', async () => {
  const [, shown = ''] = /```json\n(\{\n {2}"hookSpecificOutput".*?)```/su.exec(PAGE) ?? [];
  expect(await answered(PAGE)).toEqual(JSON.parse(shown));
});

test('the payload of the help is the one that is answered there', async () => {
  const { stdout } = await runCommand(['hook', '--help'], { cwd: import.meta.dirname });
  expect(await answered(stdout)).toEqual(await answered(PAGE));
  expect(stdout.split('\n').filter((row) => row.length > 80)).toEqual([]);
});
