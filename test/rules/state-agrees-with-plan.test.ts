import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { SESSIONS, sessionOf, type Version } from '../support/sessions.js';

const RULE = 'state-agrees-with-plan';

it('a state and a plan that agree have no finding, in any version', async () => {
  expect(await lintTree('rules/state-agrees-with-plan/passes')).toEqual([]);
});

it('tells of each plan once', async () => {
  expect(await lintTree('rules/state-agrees-with-plan/fails')).toEqual([
    {
      rule: 'state-agrees-with-plan',
      severity: 'warning',
      file: `${SESSIONS.v3}/plan.json`,
      pointer: '/checkpoints',
      line: 8,
      message: 'plan_state.checkpoints_total is 3 in state.json but plan.json has 2 checkpoints',
    },
    {
      rule: 'state-agrees-with-plan',
      severity: 'warning',
      file: `${SESSIONS.v1}/plan.json`,
      pointer: '/checkpoints',
      line: 8,
      message: 'checkpoint 1 is pending in plan.json but complete in state.json',
    },
    {
      rule: 'state-agrees-with-plan',
      severity: 'error',
      file: `${SESSIONS.v2}/plan.json`,
      pointer: '/checkpoints',
      line: 8,
      message:
        'build_progress.checkpoints_total is 5 in state.json but plan.json has 4 checkpoints; checkpoints 1 and 2 are pending in plan.json but complete in state.json',
    },
  ]);
});

it('points at both files', async () => {
  const [, , found] = await diagnose(await readTree('rules/state-agrees-with-plan/fails'));
  expect(found?.related.map(({ file, line, message }) => [file, line, message])).toEqual([
    [`${SESSIONS.v2}/state.json`, 22, 'build_progress.checkpoints_total is 5'],
    [`${SESSIONS.v2}/state.json`, 23, 'build_progress.checkpoints_completed is [1, 2]'],
    [`${SESSIONS.v2}/plan.json`, 14, 'checkpoints[0].status is "pending"'],
  ]);
});

describe('compares', () => {
  const pending = Object.fromEntries([0, 1, 2, 3].map((index) => [`/checkpoints/${String(index)}/status`, 'pending']));
  const cases: [description: string, Version, state: Changes, plan: Changes, expected: string[]][] = [
    [
      'every task and checkpoint of a written plan pending before the build: normal',
      'v2',
      { '/build_progress': { checkpoints_total: 4, checkpoints_completed: [], current_checkpoint: 1 } },
      pending,
      [],
    ],
    [
      'a whole build done and a plan never ticked off: one warning',
      'v2',
      { '/build_progress': { checkpoints_total: 4, checkpoints_completed: [1, 2, 3, 4], current_checkpoint: null } },
      pending,
      ['warning checkpoints 1 to 4 are pending in plan.json but complete in state.json'],
    ],
    [
      'checkpoints that have come differently far',
      'v2',
      { '/build_progress/checkpoints_completed': [1, 2, 3, 4] },
      { ...pending, '/checkpoints/1/status': 'complete', '/checkpoints/2/status': 'in_progress' },
      [
        'warning checkpoints 1 and 4 are pending and checkpoint 3 is in_progress in plan.json but complete in state.json',
      ],
    ],
    [
      'a checkpoint that the plan alone has as complete',
      'v2',
      { '/build_progress': { checkpoints_total: 4, checkpoints_completed: [1], current_checkpoint: 2 } },
      {},
      ['warning checkpoint 2 is complete in plan.json but not in state.json'],
    ],
    [
      'checkpoints that the plan alone has as complete',
      'v2',
      { '/build_progress': { checkpoints_total: 4, checkpoints_completed: [], current_checkpoint: 1 } },
      {},
      ['warning checkpoints 1 and 2 are complete in plan.json but not in state.json'],
    ],
    ['a list with an id that could be any', 'v2', { '/build_progress/checkpoints_completed': ['one', 2] }, {}, []],
    ['a state that keeps no progress yet', 'v1', { '/plan_state': null }, {}, []],
    ['a total that is not known yet', 'v2', { '/build_progress/checkpoints_total': null }, {}, []],
    [
      'a total against a plan that is still being written',
      'v2',
      { '/build_progress/checkpoints_total': 5 },
      { '/status': 'draft' },
      ['warning build_progress.checkpoints_total is 5 in state.json but plan.json has 4 checkpoints'],
    ],
    [
      'a total against a plan of one checkpoint',
      'v1',
      { '/plan_state/current_checkpoint': null },
      { '/checkpoints': [{ id: 1, title: 'All of it', status: 'completed' }] },
      ['error plan_state.checkpoints_total is 3 in state.json but plan.json has 1 checkpoint'],
    ],
    ['a total against a plan of which so far two are detailed', 'v3', {}, {}, []],
    ['a checkpoint that is next to be detailed', 'v3', { '/plan_state/current_checkpoint': 3 }, {}, []],
    [
      'a checkpoint that the plan does not have',
      'v2',
      {},
      { ...renumbered(2, 5) },
      ['error state.json names checkpoint 3, which plan.json does not have'],
    ],
    [
      'the first checkpoint, which the plan does not have',
      'v2',
      { '/build_progress': { checkpoints_total: 4, checkpoints_completed: [], current_checkpoint: 1 } },
      { ...pending, ...renumbered(0, 5) },
      ['error state.json names checkpoint 1, which plan.json does not have'],
    ],
    [
      'the last checkpoint, which the plan does not have',
      'v2',
      { '/build_progress': { checkpoints_total: 4, checkpoints_completed: [1, 2, 3], current_checkpoint: 4 } },
      { '/checkpoints/2/status': 'complete', ...renumbered(3, 5) },
      ['error state.json names checkpoint 4, which plan.json does not have'],
    ],
    [
      'checkpoints that the plan does not have, in whatever order',
      'v2',
      { '/build_progress': { checkpoints_total: 4, checkpoints_completed: [4, 1], current_checkpoint: 3 } },
      { ...pending, ...renumbered(0, 5), ...renumbered(2, 7), ...renumbered(3, 8) },
      ['error state.json names checkpoints 1, 3 and 4, which plan.json does not have'],
    ],
    [
      'a checkpoint that a plan that is detailed in full does not have',
      'v3',
      {
        '/plan_state': {
          checkpoints_total: 2,
          checkpoints_detailed: 2,
          checkpoints_completed: [1],
          current_checkpoint: 2,
        },
      },
      { ...renumbered(1, 3) },
      ['warning state.json names checkpoint 2, which plan.json does not have'],
    ],
    ['an id that counts from zero: told by another rule', 'v2', { '/build_progress/current_checkpoint': 0 }, {}, []],
    ['an id that is beyond the total: told by another rule', 'v2', { '/build_progress/current_checkpoint': 9 }, {}, []],
    ['a plan with an id that could be any', 'v2', {}, { '/checkpoints/2/id': 'three' }, []],
    [
      'a plan with an id that its own parts contradict, which could be any',
      'v2',
      {},
      { '/checkpoints/0/id': 5, '/checkpoints/1/status': 'pending' },
      ['warning checkpoint 2 is pending in plan.json but complete in state.json'],
    ],
    ['a status that its schema does not know', 'v2', {}, { '/checkpoints/0/status': 'finished' }, []],
    ['the other spelling of complete', 'v2', {}, { '/checkpoints/0/status': 'completed' }, []],
    [
      'a checkpoint without a status',
      'v2',
      {},
      { '/checkpoints/0/status': null },
      ['warning checkpoint 1 is not begun in plan.json but complete in state.json'],
    ],
  ];
  it.each(cases)('%s (%s)', async (_description, version, state, plan, expected) => {
    const found = (await lintFiles(sessionOf(version, state, plan))).filter(({ rule }) => rule === RULE);
    expect(found.map(({ severity, message }) => `${severity} ${message}`)).toEqual(expected);
  });
});

describe('points at what names a checkpoint that the plan does not have', () => {
  const cases: [description: string, completed: number[], current: number | null, expected: [string, string]][] = [
    ['the list of those complete', [1, 2, 3], 4, ['checkpoints 3 and 4', 'checkpoints_completed']],
    ['the current one', [1, 2], 3, ['checkpoint 3', 'current_checkpoint']],
  ];
  it.each(cases)('%s', async (_description, completed, current, [message, property]) => {
    const progress = { checkpoints_total: 4, checkpoints_completed: completed, current_checkpoint: current };
    const plan = { ...renumbered(2, 5), ...renumbered(3, 6) };
    const [found] = await diagnose(sessionOf('v2', { '/build_progress': progress }, plan));
    expect(found?.related).toMatchObject([{ message, pointer: `/build_progress/${property}` }]);
  });
});

it('says nothing of a state without a plan', async () => {
  expect(await lintFiles(sessionOf('v2', { '/build_progress/checkpoints_total': 5 }))).toEqual([]);
});

it('its page shows what its example prints', async () => {
  const page = await readPage('state-agrees-with-plan');
  for (const diagnostic of await diagnose(await readTree('rules/state-agrees-with-plan/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

/** Gives a checkpoint another id; its groups would bear the one before. */
function renumbered(index: number, id: number): Changes {
  return { [`/checkpoints/${String(index)}/id`]: id, [`/checkpoints/${String(index)}/task_groups`]: [] };
}
