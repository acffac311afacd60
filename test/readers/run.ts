/**
 * Has the reports read by what reads them: Chromium the page and the XML, GitHub's own renderer the Markdown, and the
 * published schema the SARIF.
 *
 *     npm run test:readers
 *
 * In CI, Chromium and cmark-gfm are installed where they are not there, and a run without them fails. Anywhere else the
 * run says that it goes without, as it does where there is no published schema.
 */
import { existsSync } from 'node:fs';
import { startVitest } from 'vitest/node';
import { hasProgram } from '../support/programs.js';
import { REFERENCES } from '../support/references.js';

const inCi = process.env['CI'] === 'true';
const tests = new Set(['html', 'xml', 'markdown', 'sarif']);

for (const [program, readers] of [
  ['chromium', ['html', 'xml', 'markdown']],
  ['cmark-gfm', ['markdown']],
] as const) {
  if (hasProgram(program)) continue;
  console.log(`tests of ${readers.join(', ')}: SKIPPED, there is no ${program} on the PATH`);
  if (inCi) process.exitCode = 1;
  for (const reader of readers) tests.delete(reader);
}
if (!existsSync(REFERENCES)) {
  console.log(`test of sarif: SKIPPED, there is no ${REFERENCES}`);
  tests.delete('sarif');
}

const files = [...tests].map((name) => `test/readers/${name}.test.ts`);
if (files.length > 0) {
  const vitest = await startVitest('test', files, { config: 'test/readers/vitest.config.ts', watch: false });
  await vitest.close();
}
