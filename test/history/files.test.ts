import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { fileSteps, type FileStepOptions } from '../../src/history/files.js';
import { displayPath } from '../../src/workspace/paths.js';
import { folderWith } from '../workspace/temporary-folder.js';
import { collect, type Collected, historyOf, told } from './collected.js';
import { commit, emptyRepository, PLAN, STATE, state } from './repositories.js';

const LOG = 'agents/logging/hook_logs/a/pre_tool_use.jsonl';

function between(
  files: Readonly<Record<string, string>>,
  before: string,
  after: string,
  more: Partial<FileStepOptions> = {},
): Promise<Collected> {
  const cwd = folderWith(files);
  const display = (file: string): string => displayPath(cwd, file);
  return collect(fileSteps({ cwd, before, after, display, limits: DEFAULT_LIMITS, ...more }));
}

describe('two files', () => {
  test('are a step of the kind that their names tell', async () => {
    const { steps, untold } = await between({ 'old/state.json': state(1), [STATE]: state(2) }, 'old/state.json', STATE);
    expect(told({ steps, untold })).toEqual([`old/state.json → ${STATE}: 1 → 2`]);
    expect(steps).toMatchObject([{ kind: 'session-state', granularity: 'sampled', source: { type: 'files' } }]);
    expect(untold).toEqual([]);
  });

  test('are of the kind that was named', async () => {
    const files = { 'one.json': state(1), 'two.json': state(2) };
    expect((await between(files, 'one.json', 'two.json', { kind: 'plan' })).steps).toMatchObject([{ kind: 'plan' }]);
  });

  test('of no kind are no step, which is told', async () => {
    const { steps, untold } = await between({ 'one.json': '{}', 'two.json': '{}' }, 'one.json', 'two.json');
    expect(steps).toEqual([]);
    expect(untold).toEqual([{ display: 'two.json', reason: 'no kind governs it; name one with --kind' }]);
  });

  test('of two kinds are no step, which is told', async () => {
    const { steps, untold } = await between({ [PLAN]: state(1), [STATE]: state(2) }, PLAN, STATE);
    expect(steps).toEqual([]);
    expect(untold).toEqual([
      { display: STATE, reason: `it is of the kind session-state, and ${PLAN} of the kind plan` },
    ]);
  });

  test.each([
    ['is not there', {}, 'there is no such file'],
    ['does not parse', { 'old/state.json': '{' }, 'it does not parse'],
    ['is too large', { 'old/state.json': state(1, { filling: 'x'.repeat(1000) }) }, 'it is too large'],
    ['is a folder', { 'old/state.json/file': '' }, 'it could not be read'],
  ])('cannot be compared when one %s', async (_what, files, reason) => {
    const limits = { ...DEFAULT_LIMITS, maxBytes: 500 };
    const { steps, untold } = await between({ [STATE]: state(2), ...files }, 'old/state.json', STATE, { limits });
    expect(told({ steps, untold })).toEqual([`old/state.json → ${STATE}: unread → 2`]);
    expect(untold).toEqual([{ display: 'old/state.json', reason }]);
  });
});

describe('a log with one document on each line', () => {
  test('is one document: the array of its lines', async () => {
    const files = { 'old.jsonl': '{"a": 1}\n{"b": 2}\n{"cut":', [LOG]: '{"a": 1}\n{"b": 2}\n{"cut": 3}\n' };
    const { steps } = await between(files, 'old.jsonl', LOG);
    expect(steps.map(({ before, after }) => [before, after].map((version) => version?.document))).toMatchObject([
      [
        { parsed: true, value: ['{"a": 1}', '{"b": 2}', '{"cut":'], text: files['old.jsonl'] },
        { parsed: true, value: ['{"a": 1}', '{"b": 2}', '{"cut": 3}', ''], text: files[LOG] },
      ],
    ]);
  });

  test('is read like this out of a history as well', async () => {
    const folder = emptyRepository();
    commit(folder, { [LOG]: '{"a": 1}\n' });
    commit(folder, { [LOG]: '{"a": 1}\nno JSON\n' });
    const { steps } = await historyOf(folder);
    expect(steps.map(({ after }) => after?.document)).toMatchObject([
      { value: ['{"a": 1}', 'no JSON', ''] },
      { value: ['{"a": 1}', ''] },
    ]);
  });
});
