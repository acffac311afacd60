import { describe, expect, it } from 'vitest';
import canonicalSpelling from '../../rules/canonical-spelling.js';
import { LIFECYCLES } from '../../src/schema/generated/lifecycles.js';
import type { Changes } from '../support/edit.js';
import { editsOf, findingsIn } from '../support/rule-findings.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { PLAN_FILE, planOf, tasksOf } from '../support/plan.js';
import { sessionOf, type Version } from '../support/sessions.js';

it('canonical spellings have no finding', async () => {
  expect(await lintTree('rules/canonical-spelling/passes')).toEqual([]);
});

it('tells of a spelling once in a document, and of how often it stands there', async () => {
  const found = await lintTree('rules/canonical-spelling/fails');
  expect(found.map(({ severity, pointer, message }) => [severity, pointer, message])).toEqual([
    ['warning', '/phases/build/status', 'phases.build.status is null; its canonical spelling is "not_started"'],
    [
      'warning',
      '/checkpoints/0/task_groups/0/status',
      'checkpoints[0].task_groups[0].status is "completed", as in 3 more places; the canonical spelling is "complete"',
    ],
  ]);
});

describe('a state', () => {
  type Case = [description: string, Version, Changes, expected: string[]];
  const cases: Case[] = [
    ['completed is complete for a session', 'v2', { '/status': 'completed' }, ['/status "complete"']],
    ['complete is completed for a slice of v3', 'v3', { '/spec/status': 'complete' }, ['/spec/status "completed"']],
    ['completed is canonical there', 'v3', { '/spec/status': 'completed' }, []],
    [
      'pending is not_started for a phase of v1',
      'v1',
      { '/phases/build/status': 'pending' },
      ['/phases/build/status "not_started"'],
    ],
    ['not_started is pending for a slice of v3', 'v3', { '/docs/status': 'not_started' }, ['/docs/status "pending"']],
    ['null is what has not begun', 'v3', { '/docs/status': null }, ['/docs/status "pending"']],
    ['null is none where a plan is yet to be', 'v1', { '/plan_state': null }, []],
    [
      'of two spellings both are told',
      'v2',
      { '/status': 'completed', '/current_phase': 'completed' },
      ['/current_phase "complete"', '/status "complete"'],
    ],
    ['that is no state is for the schema to tell', 'v2', { '/status': 'constructor' }, []],
  ];
  it.each(cases)('%s (%s)', (_description, version, changes, expected) => {
    const file = Object.entries(sessionOf(version, changes))[0]!;
    const edits = findingsIn(canonicalSpelling, 'session-state', file[1]).flatMap(editsOf);
    expect(edits.sort()).toEqual(expected.map((one) => `set ${one}`));
  });
});

it.each<[description: string, Version, Changes, messages: string[]]>([
  [
    'a spelling that stands in two places is told at the first',
    'v2',
    { '/status': 'completed', '/current_phase': 'completed' },
    ['current_phase is "completed", as in 1 more place; the canonical spelling is "complete"'],
  ],
  [
    'two spellings of one state are told apart',
    'v1',
    { '/phases/plan/status': 'pending', '/phases/build/status': null },
    [
      'phases.plan.status is "pending"; its canonical spelling is "not_started"',
      'phases.build.status is null; its canonical spelling is "not_started"',
    ],
  ],
])('%s', async (_description, version, changes, messages) => {
  const found = (await lintFiles(sessionOf(version, changes))).filter(({ rule }) => rule === canonicalSpelling.id);
  expect(found.map(({ message }) => message)).toEqual(messages);
});

it('one fix mends all places that are spelt alike', () => {
  const plan = planOf([[[1], [1]], [[1]]]);
  for (const task of tasksOf(plan)) task.status = 'completed';
  const found = findingsIn(canonicalSpelling, 'plan', plan);
  expect(found).toHaveLength(1);
  expect(editsOf(found[0]!)).toEqual([
    'set /checkpoints/0/task_groups/0/tasks/0/status "complete"',
    'set /checkpoints/0/task_groups/1/tasks/0/status "complete"',
    'set /checkpoints/1/task_groups/0/tasks/0/status "complete"',
  ]);
});

it('a spelling is told however its characters are written', async () => {
  const plan = planOf([[[0]]]);
  plan.checkpoints[0]!.status = 'completed';
  const escaped = JSON.stringify(plan).replace('"completed"', String.raw`"c\u006fmpleted"`);
  expect((await lintFiles({ [PLAN_FILE]: escaped })).map(({ rule }) => rule)).toContain('canonical-spelling');
});

it('a status that does not fit the schema is not told of twice', async () => {
  const plan = planOf([[[0]]]);
  plan.checkpoints[0]!.status = 'Completed';
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['schema']);
});

it('what is canonical is a state of its machine', () => {
  for (const { aliases, transitions } of Object.values(LIFECYCLES)) {
    for (const state of Object.values(aliases)) expect(Object.keys(transitions)).toContain(state);
  }
});
