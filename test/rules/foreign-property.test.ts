import { describe, expect, it } from 'vitest';
import foreignProperty from '../../rules/foreign-property.js';
import type { Changes } from '../support/edit.js';
import { editsOf, findingsIn } from '../support/rule-findings.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { planOf } from '../support/plan.js';
import { SESSIONS, sessionOf, type Version } from '../support/sessions.js';

it('a document with the properties of its own version has no finding', async () => {
  expect(await lintTree('rules/foreign-property/passes')).toEqual([]);
});

it('warns of what is called or kept otherwise, and notes the rest once', async () => {
  const found = await lintTree('rules/foreign-property/fails');
  expect(found.map(({ severity, pointer, line }) => [severity, pointer, line])).toEqual([
    ['warning', '/checkpoints/1/tranches', 56],
    ['warning', '/commits/0/checkpoint_id', 35],
    ['info', '/granularity', 46],
  ]);
});

describe('a property', () => {
  type Case = [
    description: string,
    Version,
    Changes,
    expected: [severity: string | undefined, place: string, fix: string][],
  ];
  const cases: Case[] = [
    [
      'that is called otherwise in v2 is renamed',
      'v2',
      { '/commits': [{ sha: '5c81e0d', checkpoint_id: 1 }] },
      [['warning', 'commits.0.checkpoint_id', 'rename /commits/0/checkpoint_id checkpoint']],
    ],
    [
      'that is called otherwise in v1 is renamed, too',
      'v1',
      { '/commits': [{ sha: '5c81e0d', checkpoint: 1 }] },
      [['warning', 'commits.0.checkpoint', 'rename /commits/0/checkpoint checkpoint_id']],
    ],
    [
      'of several elements is told at the first, and renamed in all',
      'v2',
      { '/commits': ['5c81e0d', '5c81e0e'].map((sha) => ({ sha, checkpoint_id: 1 })) },
      [
        [
          'warning',
          'commits.0.checkpoint_id',
          'rename /commits/0/checkpoint_id checkpoint,rename /commits/1/checkpoint_id checkpoint',
        ],
      ],
    ],
    [
      'of one element that has the one of this version, and of another that has not, are two things',
      'v2',
      {
        '/commits': [
          { sha: '5c81e0d', checkpoint: 1, checkpoint_id: 1 },
          { sha: '5c81e0e', checkpoint_id: 1 },
        ],
      },
      [
        ['warning', 'commits.1.checkpoint_id', 'rename /commits/1/checkpoint_id checkpoint'],
        [undefined, 'commits.0.checkpoint_id', ''],
      ],
    ],
    [
      'that stands beside the one of this version is left over, which is told at the first',
      'v2',
      { '/commits': ['5c81e0d', '5c81e0e'].map((sha) => ({ sha, checkpoint: 1, checkpoint_id: 1 })) },
      [[undefined, 'commits.0.checkpoint_id', '']],
    ],
    [
      'that another version has deeper down belongs there as well',
      'v3',
      { '/commits': [], '/phases': {} },
      [[undefined, 'commits', '']],
    ],
    ['of no version is none of this rule’s', 'v2', { '/owner': 'x' }, []],
    [
      'inside what is left over is not looked at',
      'v2',
      { '/plan_state': { status: null, checkpoint: 1 } },
      [[undefined, 'plan_state', '']],
    ],
  ];
  it.each(cases)('%s (%s)', (_description, version, changes, expected) => {
    const [state] = Object.values(sessionOf(version, changes));
    const found = findingsIn(foreignProperty, 'session-state', state);
    expect(found.map((finding) => [finding.severity, finding.at.join('.'), editsOf(finding).join()])).toEqual(expected);
  });
});

it.each<[description: string, Version, Changes, message: string]>([
  [
    'one other',
    'v2',
    { '/granularity': 'feature', '/goals': {} },
    'granularity is a property of v1, which v2 does not have; so is goals',
  ],
  [
    'how many more elements say it so',
    'v2',
    { '/commits': ['5c81e0d', '5c81e0e'].map((sha) => ({ sha, checkpoint_id: 1 })) },
    'commits[0].checkpoint_id (and 1 more) is a property of v1; in v2 it is called "checkpoint"',
  ],
  ['the versions that have it', 'v3', { '/commits': [] }, 'commits is a property of v1 and v2, which v3 does not have'],
  [
    'three others',
    'v2',
    { '/granularity': 'feature', '/goals': {}, '/key_decisions': [], '/open_questions': [] },
    'granularity is a property of v1, which v2 does not have; so are goals, key_decisions, open_questions',
  ],
  [
    'three of more others, and how many more there are',
    'v2',
    { '/granularity': 'feature', '/goals': {}, '/key_decisions': [], '/open_questions': [], '/doc_updates': [] },
    'granularity is a property of v1, which v2 does not have; so are goals, key_decisions, open_questions and 1 more',
  ],
])('names %s', async (_description, version, changes, message) => {
  const found = (await lintFiles(sessionOf(version, changes))).filter(({ rule }) => rule === foreignProperty.id);
  expect(found.map((finding) => finding.message)).toEqual([message]);
});

it.each(['task_groups', 'actions'])('parts of the second version of plans, %s, are found in the first', (name) => {
  const plan = sessionOf('v1', {}, {})[`${SESSIONS.v1}/plan.json`] as { checkpoints: Record<string, unknown[]>[] };
  const [tranche] = plan.checkpoints[0]!['tranches'] as [{ tasks: [object] }];
  Object.assign(name === 'actions' ? tranche.tasks[0] : plan.checkpoints[0]!, { [name]: [{ id: '1.9' }] });
  const found = findingsIn(foreignProperty, 'plan', plan);
  expect(found.map(({ message, at }) => [message, at.at(-1)])).toEqual([['parts', name]]);
});

it('parts of the first version of plans are found at any depth of the second', () => {
  const plan = planOf([[[0]]]);
  const [task] = plan.checkpoints[0]!.task_groups[0]!.tasks;
  Object.assign(task!, { subtasks: [{ id: '1.1.1.1' }], action: 'ADD a function' });
  const found = findingsIn(foreignProperty, 'plan', plan);
  expect(found.map(({ severity, at }) => [severity, at.at(-1)])).toEqual([
    ['warning', 'subtasks'],
    [undefined, 'action'],
  ]);
});

it('an empty list of such parts hides nothing', () => {
  const plan = planOf([[[0]]]);
  Object.assign(plan.checkpoints[0]!, { tranches: [] });
  const [sentence] = ['Plan schema for session checkpoint-based planning (v2)'];
  const found = findingsIn(foreignProperty, 'plan', { $schema: sentence, ...plan });
  expect(found.map(({ severity, message }) => [severity, message])).toEqual([[undefined, 'leftover']]);
});

it('parts that several checkpoints hold are one thing to tell', () => {
  const plan = planOf([[], []]);
  for (const checkpoint of plan.checkpoints) Object.assign(checkpoint, { tranches: [{ id: '1.1' }] });
  const [sentence] = ['Plan schema for session checkpoint-based planning (v2)'];
  const found = findingsIn(foreignProperty, 'plan', { $schema: sentence, ...plan });
  expect(found.map(({ message, at, data }) => [message, at.join('.'), data?.['more']])).toEqual([
    ['parts', 'checkpoints.0.tranches', ' (and 1 more)'],
  ]);
});
