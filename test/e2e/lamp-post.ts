import { edit, type Changes } from '../support/edit.js';

/** A session in the middle of its work, in which nothing is wrong: one of three checkpoints is done. */
export const SESSION = 'agents/sessions/2026-03-04_lamp-post_a1b2c3';
export const STATE = `${SESSION}/state.json`;
export const PLAN = `${SESSION}/plan.json`;

/** The session's state, with some places changed. */
export function state(changes: Changes = {}): object {
  return edit(STATE_VALUE, changes) as object;
}

/** The session's plan, with some places changed. */
export function plan(changes: Changes = {}): object {
  return edit(PLAN_VALUE, changes) as object;
}

/** What the state says once the second checkpoint is done. */
export const SECOND_DONE: Changes = {
  '/updated_at': '2026-03-05T15:00:00Z',
  '/build_progress/checkpoints_completed': [1, 2],
  '/build_progress/current_checkpoint': 3,
};

/** What the state said when the plan was being written. */
export const PLANNING: Changes = {
  '/updated_at': '2026-03-04T10:00:00Z',
  '/current_phase': 'plan',
  '/phase_history/plan_completed_at': null,
  '/phase_history/build_started_at': null,
  '/build_progress': { checkpoints_total: null, checkpoints_completed: [], current_checkpoint: null },
};

const STATE_VALUE = {
  $schema: 'Session state manifest v2 - programmatic updates only',
  session_id: '2026-03-04_lamp-post_a1b2c3',
  topic: 'Lamp post',
  description: 'The lamp at the corner is lit when it gets dark.',
  session_type: 'full',
  created_at: '2026-03-04T09:00:00Z',
  updated_at: '2026-03-05T11:00:00Z',
  current_phase: 'build',
  status: 'active',
  phase_history: {
    spec_started_at: '2026-03-04T09:00:00Z',
    spec_completed_at: '2026-03-04T10:00:00Z',
    plan_started_at: '2026-03-04T10:00:00Z',
    plan_completed_at: '2026-03-04T14:00:00Z',
    build_started_at: '2026-03-04T14:00:00Z',
    build_completed_at: null,
    docs_started_at: null,
    docs_completed_at: null,
  },
  build_progress: { checkpoints_total: 3, checkpoints_completed: [1], current_checkpoint: 2 },
  git: { branch: 'lamp-post', worktree: null, base_branch: 'main' },
  commits: [],
  artifacts: { spec: 'spec.md', plan: 'plan.json', plan_readable: 'plan.md' },
};

const PLAN_VALUE = {
  $schema: 'Plan schema for session checkpoint-based planning (v2)',
  session_id: '2026-03-04_lamp-post_a1b2c3',
  spec_reference: './spec.md',
  created_at: '2026-03-04T10:05:00Z',
  updated_at: '2026-03-05T11:00:00Z',
  status: 'complete',
  checkpoints: [
    checkpoint(1, 'Sense the dusk', 'complete'),
    checkpoint(2, 'Light the lamp', 'pending'),
    checkpoint(3, 'Put it out at dawn', 'pending'),
  ],
};

function checkpoint(id: number, title: string, status: string): object {
  return {
    id,
    title,
    goal: `${title}, without being told`,
    prerequisites: id === 1 ? [] : [id - 1],
    status,
    file_context: { beginning: { files: [], tree: '' }, ending: { files: [], tree: '' } },
    testing_strategy: { approach: 'unit tests', verification_steps: ['the tests pass'] },
    task_groups: [],
  };
}
