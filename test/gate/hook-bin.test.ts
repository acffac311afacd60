import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sessionOf } from '../support/sessions.js';
import { createRepository } from '../support/repository.js';
import { folderWith } from '../workspace/temporary-folder.js';

const BIN = path.join(import.meta.dirname, '../../src/cli/hook-bin.ts');

it('gives up after five seconds, and ends then, whatever it waits for', { timeout: 30_000 }, () => {
  const repository = createRepository();
  for (const [file, content] of Object.entries(sessionOf('v2', {}, {}))) repository.write(file, content);
  repository.commit();
  const programs = folderWith({ git: '#!/bin/sh\nexec sleep 20\n' });
  chmodSync(path.join(programs, 'git'), 0o755);

  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', BIN], {
    input: JSON.stringify({ hook_event_name: 'PostToolUse', cwd: repository.root, tool_name: 'Bash', tool_input: {} }),
    env: { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}`, CLAUDE_PROJECT_DIR: repository.root },
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'stategate: nothing was checked: no answer within 5 seconds\n',
  });
  expect(performance.now() - began).toBeLessThan(15_000);
});
