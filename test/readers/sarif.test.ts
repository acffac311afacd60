import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import type { CheckResult } from '../../src/check/check.js';
import { format as sarif } from '../../src/report/sarif.js';
import { findingOf, resultOf, SEVERAL, written } from '../support/findings.js';
import { REFERENCES } from '../support/references.js';

// Other people's schemas are read as they are, with formats and keywords that Ajv does not know.
const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
formats.default(ajv);
const isSarif = ajv.compile(
  JSON.parse(
    readFileSync(path.join(REFERENCES, 'sarif-2.1.0.json'), 'utf8').replaceAll('draft-04', 'draft-07'),
  ) as object,
);

async function logOf(result: CheckResult): Promise<{ runs: [{ results: { message?: unknown }[] }] }> {
  return JSON.parse(await written(sarif, result, { version: '1.2.3' })) as Awaited<ReturnType<typeof logOf>>;
}

test.each<readonly [what: string, result: CheckResult]>([
  ['findings of every sort', resultOf([...SEVERAL], { skipped: [{ display: 'a\nb', reason: 'x' }] })],
  ['one finding of each rule', resultOf(RULES.map(({ id }) => findingOf({ ruleId: id })))],
  ['nothing found', resultOf([])],
  ['not all looked at', resultOf([], { unreadable: [{ display: 'agents/x', reason: 'EACCES' }] })],
  ['a file outside', resultOf([findingOf({ file: '../../../x.json' })])],
])('the log of %s fits the published schema', async (_what, result) => {
  isSarif(await logOf(result));
  expect(isSarif.errors ?? []).toEqual([]);
});

test('the schema refuses a log that is broken', async () => {
  const log = await logOf(resultOf([...SEVERAL]));
  delete log.runs[0].results[0]?.message;
  expect(isSarif(log)).toBe(false);
});
