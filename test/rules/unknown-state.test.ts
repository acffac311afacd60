import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { told } from '../support/lint-steps.js';
import { PLAN_FILE, planOf } from '../support/plan.js';
import { sessionOf } from '../support/sessions.js';

const PHASES = 'the states are "spec", "plan", "build", "docs", "complete"';

describe('the word that a change puts in the place of a state', () => {
  type Case = [description: string, before: Changes, after: Changes, expected: string[]];
  const cases: Case[] = [
    ['is a state', {}, { '/current_phase': 'docs' }, []],
    ['is another spelling of one', {}, { '/current_phase': 'completed' }, []],
    [
      'is none',
      {},
      { '/current_phase': 'building' },
      [`error /current_phase current_phase goes from "build" to "building", which is no state; ${PHASES}`],
    ],
    [
      'is one in other letters',
      {},
      { '/current_phase': 'Build' },
      [`error /current_phase current_phase goes from "build" to "Build", which is no state; ${PHASES}`],
    ],
    [
      'is no word',
      {},
      { '/current_phase': ['build'] },
      [`error /current_phase current_phase goes from "build" to "["build"]", which is no state; ${PHASES}`],
    ],
    [
      'is a name that every object has',
      {},
      { '/current_phase': 'constructor' },
      [`error /current_phase current_phase goes from "build" to "constructor", which is no state; ${PHASES}`],
    ],
    [
      'replaces another that was none',
      { '/current_phase': 'building' },
      { '/current_phase': 'built' },
      [`error /current_phase current_phase goes from "building" to "built", which is no state; ${PHASES}`],
    ],
    ['was there before', { '/current_phase': 'building' }, { '/current_phase': 'building', '/topic': 'Other' }, []],
    ['is mended', { '/current_phase': 'building' }, {}, []],
    [
      'is a placeholder where a state was',
      {},
      { '/current_phase': '{{PHASE}}' },
      [`error /current_phase current_phase goes from "build" to "{{PHASE}}", which is no state; ${PHASES}`],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, expected) => {
    const sides = [sessionOf('v2', before), sessionOf('v2', after)] as const;
    expect(told('unknown-state', 'exact', ...sides)).toEqual(expected);
    expect(told('unknown-state', 'sampled', ...sides)).toEqual(expected);
  });
});

describe('what is created', () => {
  it('may not begin with one', () => {
    expect(told('unknown-state', 'sampled', {}, sessionOf('v2', { '/current_phase': 'building' }))).toEqual([
      `error /current_phase current_phase begins as "building", which is no state; ${PHASES}`,
    ]);
  });

  it('may be a template that is to be filled in', () => {
    expect(told('unknown-state', 'exact', {}, sessionOf('v2', { '/current_phase': '{{PHASE}}' }))).toEqual([]);
  });

  it('may be a part of a plan, named by its id', () => {
    const after = planOf([[[0, 0]]]);
    after.checkpoints[0]!.task_groups[0]!.tasks[1]!.status = 'doing';
    expect(told('unknown-state', 'sampled', { [PLAN_FILE]: planOf([[[0]]]) }, { [PLAN_FILE]: after })).toEqual([
      'error /checkpoints/0/task_groups/0/tasks/1/status tasks[1.1.2].status begins as "doing", which is no state; the states are "pending", "in_progress", "blocked", "complete"',
    ]);
  });
});
