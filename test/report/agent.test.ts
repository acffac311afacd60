import { expect, test } from 'vitest';
import { format as agent } from '../../src/report/agent.js';
import { findingOf, resultOf, SEVERAL, written } from '../support/findings.js';

test('a finding is one line, however much it says, and the figures are one more', async () => {
  const lines = (await written(agent, resultOf([...SEVERAL]))).trimEnd().split('\n');
  expect(lines).toHaveLength(SEVERAL.length + 1);
  expect(lines.at(-1)).toMatch(/^stategate: 4 files \(4 documents\): 3 errors, 1 warning, 1 info; /u);
});

test('a line has the place in the text and in the document, the rule, what is wrong and what proves it', async () => {
  const related = [{ message: 'checkpoints_total is 3', file: 'a/plan.json', pointer: '/x', line: 22, column: 26 }];
  const finding = findingOf({
    file: 'a/state.json',
    message: 'checkpoint 7 is out of range',
    pointer: '/done/3',
    related,
  });
  expect((await written(agent, resultOf([finding]))).split('\n')[0]).toBe(
    'a/state.json:27:7 error checkpoint-range at /done/3: checkpoint 7 is out of range; related: checkpoints_total is 3 (a/plan.json:22)',
  );
});

test('where nothing is found there are the figures alone', async () => {
  expect(await written(agent, resultOf([]))).toBe('stategate: 1 file (1 document): 0 errors, 0 warnings\n');
});

test('a finding that can be mended at once says so', async () => {
  expect(await written(agent, resultOf([findingOf({ fixable: true })]))).toMatch(/; fixable with --fix\n/u);
});

test('what the baseline lets pass is counted', async () => {
  const { summary } = resultOf([]);
  const text = await written(agent, resultOf([], { summary: { ...summary, baselined: 3 } }));
  expect(text).toBe('stategate: 1 file (1 document): 0 errors, 0 warnings; 3 in the baseline\n');
});
