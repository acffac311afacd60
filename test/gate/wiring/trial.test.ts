import path from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { createTrial } from '../../../src/gate/wiring/doctor/trial.js';
import { runCommand } from '../../support/command.js';
import { writeTree } from '../../support/tree.js';

/** The exit code of checking the step that a write of the trial makes. */
async function judged(name: 'legal' | 'illegal'): Promise<number> {
  const trial = createTrial();
  onTestFinished(trial.remove);
  const { tool_input: input } = JSON.parse(trial.write(name)) as { tool_input: { file_path: string; content: string } };
  const file = path.relative(trial.folder, input.file_path);
  const later = path.join('later', file);
  writeTree(trial.folder, { [later]: input.content });
  const { code } = await runCommand(['check', '--before', file, '--after', later], { cwd: trial.folder });
  return code;
}

test('the legal write of a trial is a legal step', async () => {
  expect(await judged('legal')).toBe(0);
});

test('the illegal one is not', async () => {
  expect(await judged('illegal')).toBe(1);
});
