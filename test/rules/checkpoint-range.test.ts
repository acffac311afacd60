import { describe, expect, it } from 'vitest';
import checkpointRange from '../../rules/checkpoint-range.js';
import type { AnyDocument, Finding } from '../../src/lint/rule.js';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

it('checkpoints within the total have no finding', async () => {
  expect(await lintTree('rules/checkpoint-range/passes')).toEqual([]);
});

it('tells of every id that is out of range, twice there, or current and completed', async () => {
  const found = await lintTree('rules/checkpoint-range/fails');
  expect(found.map(({ severity, pointer, line, message }) => [severity, pointer, line, message])).toEqual([
    [
      'error',
      '/plan_state/checkpoints_detailed',
      60,
      'checkpoints_detailed is 4 but plan_state.checkpoints_total is 3; no more are detailed than there are',
    ],
    [
      'warning',
      '/plan_state/current_checkpoint',
      62,
      'current_checkpoint is 1, which is completed; the current checkpoint is one still to be built',
    ],
    [
      'warning',
      '/plan_state/checkpoints_completed/1',
      46,
      'checkpoint 1 is in checkpoints_completed more than once; a checkpoint is completed once',
    ],
    [
      'warning',
      '/plan_state/current_checkpoint',
      47,
      'current_checkpoint is 4 but plan_state.checkpoints_total is 3; after the last checkpoint it is null',
    ],
    [
      'error',
      '/build_progress/checkpoints_completed/2',
      23,
      'checkpoint 7 is out of range; build_progress.checkpoints_total is 4',
    ],
    [
      'error',
      '/build_progress/current_checkpoint',
      24,
      'checkpoint 5 is out of range; build_progress.checkpoints_total is 4',
    ],
  ]);
});

describe('an id', () => {
  type Case = [description: string, Version, Changes, expected: string[]];
  const cases: Case[] = [
    ['equal to the total is in range', 'v2', { '/build_progress/current_checkpoint': 4 }, []],
    [
      'below 1 is not',
      'v1',
      { '/plan_state/checkpoints_completed': [0], '/plan_state/current_checkpoint': -1 },
      ['error /plan_state/checkpoints_completed/0', 'error /plan_state/current_checkpoint'],
    ],
    [
      'that is out of range twice is told of once, and as twice there',
      'v2',
      { '/build_progress/checkpoints_completed': [9, 9] },
      ['error /build_progress/checkpoints_completed/0', 'warning /build_progress/checkpoints_completed/1'],
    ],
    ...(['v1', 'v3'] as const).map((version): Case => [
      'one past the last is likely meant as null when all are completed, in any order',
      version,
      { '/plan_state/checkpoints_completed': [3, 1, 2], '/plan_state/current_checkpoint': 4 },
      ['warning /plan_state/current_checkpoint'],
    ]),
    [
      'one past the last is likely meant as null when all are completed',
      'v2',
      { '/build_progress/checkpoints_completed': [1, 2, 3, 4], '/build_progress/current_checkpoint': 5 },
      ['warning /build_progress/current_checkpoint'],
    ],
    [
      'two past the last is wrong then too',
      'v2',
      { '/build_progress/checkpoints_completed': [1, 2, 3, 4], '/build_progress/current_checkpoint': 6 },
      ['error /build_progress/current_checkpoint'],
    ],
    [
      'one past the last is wrong while one is left, however long the list',
      'v2',
      { '/build_progress/checkpoints_completed': [1, 2, 2, 4], '/build_progress/current_checkpoint': 5 },
      ['warning /build_progress/checkpoints_completed/2', 'error /build_progress/current_checkpoint'],
    ],
    ...[0, 9].map((id): Case => [
      `one past the last is wrong while one is left, be there ${String(id)} in its stead`,
      'v2',
      { '/build_progress/checkpoints_completed': [1, 2, 3, id], '/build_progress/current_checkpoint': 5 },
      ['error /build_progress/checkpoints_completed/3', 'error /build_progress/current_checkpoint'],
    ]),
    ['that is null is none', 'v2', { '/build_progress/current_checkpoint': null }, []],
    ['has no range before the total is known', 'v2', { '/build_progress/checkpoints_total': null }, []],
    [
      'has none either when the total is 0, which is told where one is completed',
      'v2',
      { '/build_progress/checkpoints_total': 0 },
      ['warning /build_progress/checkpoints_total'],
    ],
    [
      'is not completed before the total is more than 0',
      'v2',
      { '/build_progress/checkpoints_total': 0, '/build_progress/checkpoints_completed': [] },
      [],
    ],
    [
      'has no range where the total is negative, which is told',
      'v2',
      { '/build_progress/checkpoints_total': -1 },
      ['error /build_progress/checkpoints_total'],
    ],
    [
      'has none in the oldest files, which count no checkpoints',
      'v1',
      { '/plan_state/checkpoints_total': undefined },
      [],
    ],
    ['cannot be out of range where there is no plan yet', 'v1', { '/plan_state': null }, []],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    const found = (await lintFiles(sessionOf(version, changes))).filter(({ rule }) => rule === 'checkpoint-range');
    expect(found.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual(expected);
  });

  it('that is no number is for the schema to tell', async () => {
    const found = await lintFiles(sessionOf('v2', { '/build_progress/checkpoints_completed/0': 'one' }));
    expect(found.map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ['schema', '/build_progress/checkpoints_completed/0'],
    ]);
  });
});

describe('the number of detailed checkpoints', () => {
  type Case = [description: string, Changes, expected: string[]];
  const cases: Case[] = [
    ['equal to the total is none too many', { '/plan_state/checkpoints_detailed': 3 }, []],
    ['above it is', { '/plan_state/checkpoints_detailed': 4 }, ['error /plan_state/checkpoints_detailed']],
    ['is held against no total', { '/plan_state/checkpoints_detailed': 4, '/plan_state/checkpoints_total': null }, []],
    ['can be 0', { '/plan_state/checkpoints_detailed': 0 }, []],
    ['cannot be negative', { '/plan_state/checkpoints_detailed': -1 }, ['error /plan_state/checkpoints_detailed']],
  ];
  it.each(cases)('%s', async (_description, changes, expected) => {
    const found = (await lintFiles(sessionOf('v3', changes))).filter(({ rule }) => rule === 'checkpoint-range');
    expect(found.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual(expected);
  });
});

describe('what mends a finding', () => {
  type Case = [description: string, completed: number[], current: number, fixes: Finding['fix'][]];
  const cases: Case[] = [
    [
      'takes out what is there twice',
      [1, 2, 1],
      3,
      [[{ at: ['build_progress', 'checkpoints_completed', 2], remove: true }]],
    ],
    ['writes null after the last', [1, 2, 3], 4, [[{ at: ['build_progress', 'current_checkpoint'], set: null }]]],
    ['is not known of what is out of range', [9], 8, [undefined, undefined]],
    ['is not known of a current checkpoint that is completed', [1, 2], 2, [undefined]],
  ];
  it.each(cases)('%s', (_description, checkpoints_completed, current_checkpoint, fixes) => {
    const findings: Finding[] = [];
    const value = { build_progress: { checkpoints_total: 3, checkpoints_completed, current_checkpoint } };
    const document = { kind: 'session-state', schema: 'session-state-v2', value } as unknown as AnyDocument;
    checkpointRange.document?.(document, (finding) => findings.push(finding), { options: {} });
    expect(findings.map(({ fix }) => fix)).toEqual(fixes);
  });
});

it('its page shows what its example prints', async () => {
  const page = await readPage('checkpoint-range');
  for (const diagnostic of await diagnose(await readTree('rules/checkpoint-range/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

it('words what is not counted by the first checkpoint that is completed, and points at it', async () => {
  const progress = { '/build_progress/checkpoints_total': 0, '/build_progress/checkpoints_completed': [2, 1] };
  const found = (await diagnose(sessionOf('v2', progress))).filter(({ ruleId }) => ruleId === 'checkpoint-range');
  expect(
    found.map(({ message, related }) => [message, related.map(({ pointer, message: says }) => [pointer, says])]),
  ).toEqual([
    [
      'build_progress.checkpoints_total is 0 but checkpoint 2 is completed; checkpoints are counted before they are built',
      [['/build_progress/checkpoints_completed/0', 'checkpoint 2 is completed']],
    ],
  ]);
});

it('names a number of checkpoints that is negative', async () => {
  const found = await lintFiles(sessionOf('v3', { '/plan_state/checkpoints_detailed': -1 }));
  expect(found.filter(({ rule }) => rule === 'checkpoint-range').map(({ message }) => message)).toEqual([
    'plan_state.checkpoints_detailed is -1; checkpoints are counted from 0',
  ]);
});
