/**
 * Runs the corpus test where the corpus is: beside this checkout, or where STATEGATE_CORPUS says. The corpus is real
 * data of other people's projects, so it is no part of this one.
 *
 *     npm run test:corpus
 */
import { existsSync } from 'node:fs';
import { startVitest } from 'vitest/node';
import { CORPUS } from './corpus.js';

if (existsSync(CORPUS)) {
  const vitest = await startVitest('test', [], { config: 'test/corpus/vitest.config.ts', watch: false });
  await vitest.close();
} else {
  console.log(`corpus test: SKIPPED, there is no ${CORPUS}`);
}
