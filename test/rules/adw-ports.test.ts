import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';

test('two ports of one slot have no finding', async () => {
  expect(await lintTree('rules/adw-ports/passes')).toEqual([]);
});

test('tells which port goes with the other', async () => {
  const found = await lintTree('rules/adw-ports/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message])).toEqual([
    [
      'adw-ports',
      'error',
      '/frontend_port',
      'frontend_port is 9203 but backend_port is 9104; their offsets are the same, so that 9104 goes with 9204',
    ],
  ]);
});

test.each([
  ['both ends of the ranges', 9114, 9214, []],
  ['one that is not allotted yet', 9100, null, []],
  ['one out of its range: for the schema to tell', 9100, 9299, ['schema']],
  ['two that are one apart', 9100, 9201, ['adw-ports']],
])('%s', async (_description, backend, frontend, rules) => {
  const state = { adw_id: 'x', issue_number: 1, branch_name: 'b', backend_port: backend, frontend_port: frontend };
  const found = await lintFiles({ 'agents/x/adw_state.json': state });
  expect(found.map(({ rule }) => rule)).toEqual(rules);
});
