/**
 * Tries what stops a commit or a pull request for real: pre-commit, lefthook, husky, a plain hook, and the GitHub action.
 *
 *     npm run test:stops
 *
 * In CI, pre-commit is installed where it is not there, and a run without it fails. Anywhere else the run says that it
 * goes without, as it does where there are no published schemas to compare with.
 */
import { existsSync } from 'node:fs';
import { startVitest } from 'vitest/node';
import { hasProgram } from '../support/programs.js';
import { REFERENCES } from '../support/references.js';

const inCi = process.env['CI'] === 'true';
const tests = new Set(['action', 'npm-hooks', 'pre-commit', 'references']);

if (!hasProgram('pre-commit')) {
  console.log('test of pre-commit: SKIPPED, there is no pre-commit on the PATH (see https://pre-commit.com/#install)');
  if (inCi) process.exitCode = 1;
  tests.delete('pre-commit');
}
if (!existsSync(REFERENCES)) {
  console.log(`test against published schemas: SKIPPED, there is no ${REFERENCES}`);
  tests.delete('references');
}

const files = [...tests].map((name) => `test/stops/${name}.test.ts`);
const vitest = await startVitest('test', files, { config: 'test/stops/vitest.config.ts', watch: false });
await vitest.close();
