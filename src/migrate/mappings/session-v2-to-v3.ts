import { nameOf } from '../../document/position.js';
import { comparePhases, currentPhase, type Phase, phasesOf, type SessionState } from '../../schema/phases.js';
import type { Draft, Mapping } from '../mapping.js';
import { touch } from './touch.js';

type SessionV2 = Extract<SessionState, { schema: 'session-state-v2' }>;

export const SESSION_V2_TO_V3: Mapping = {
  from: 'session-state-v2',
  to: 'session-state-v3',
  leftover: '_v2',
  sentence: 'Session state manifest v3 - vertical phase slices, programmatic updates only',
  renames: { 'commits.*.checkpoint': 'checkpoint_id' },
  moves: [
    { from: 'phase_history.spec_started_at', to: 'spec.started_at' },
    { from: 'phase_history.spec_completed_at', to: 'spec.completed_at' },
    { from: 'phase_history.plan_started_at', to: 'plan.started_at' },
    { from: 'phase_history.plan_completed_at', to: 'plan.completed_at' },
    { from: 'phase_history.build_started_at', to: 'build.started_at' },
    { from: 'phase_history.build_completed_at', to: 'build.completed_at' },
    { from: 'phase_history.docs_started_at', to: 'docs.started_at' },
    { from: 'phase_history.docs_completed_at', to: 'docs.completed_at' },
    { from: 'build_progress.checkpoints_total', to: 'plan_state.checkpoints_total' },
    { from: 'build_progress.checkpoints_completed', to: 'plan_state.checkpoints_completed' },
    { from: 'build_progress.current_checkpoint', to: 'plan_state.current_checkpoint' },
    { from: '_v1.plan_state.checkpoints_detailed', to: 'plan_state.checkpoints_detailed', fresh: true },
    { from: '_v1.plan_state.current_task_group', to: 'plan_state.current_task_group', fresh: true },
    { from: '_v1.plan_state.current_tranche', to: 'plan_state.current_tranche', fresh: true },
    { from: '_v1.plan_state.current_task', to: 'plan_state.current_task', fresh: true },
    { from: '_v1.plan_state.last_updated', to: 'plan_state.last_updated', fresh: true },
    { from: '_v1.plan_state.summary', to: 'plan_state.summary', fresh: true },
    { from: '_v1.plan_state.status', to: 'plan_state.status', fresh: true },
    { from: 'commits', to: 'git.commits' },
  ],
  decisions: [slices, planStatus, priorSessions, touch],
};

function stateOf({ source }: Draft): SessionV2 {
  return { schema: 'session-state-v2', value: source } as SessionV2;
}

/** What the times of the phases, and where the session stands, say of each. */
function slices(draft: Draft): void {
  const state = stateOf(draft);
  const current = currentPhase(state) ?? 'spec';
  for (const { phase, start, ended } of phasesOf(state)) {
    const at = [phase, 'status'];
    const [status, words] = ended
      ? ['completed', `${nameOf(ended.at)} is a time`]
      : statusOf(phase, current, start !== undefined, state.value.session_type === 'full');
    draft.set(at, status);
    draft.tell(at, `"${status}": ${words}`);
  }
}

function statusOf(phase: Phase, current: Phase, hasBegun: boolean, isFull: boolean): [status: string, why: string] {
  const distance = comparePhases(phase, current);
  if (distance === 0) return ['in_progress', 'it is the current phase'];
  if (distance > 0) return hasBegun ? ['in_progress', 'it has begun'] : ['pending', 'it has not begun'];
  const isPassed = hasBegun || (isFull && phase !== 'docs');
  if (isPassed) return ['completed', `current_phase is "${current}", which follows it`];
  return ['skipped', `current_phase is "${current}", and nothing shows that it began`];
}

function planStatus(draft: Draft): void {
  const at = ['plan_state', 'status'];
  if (draft.get(at) !== undefined) return;
  const { build_progress: progress } = stateOf(draft).value;
  const total = progress?.checkpoints_total ?? 0;
  const completed = new Set(progress?.checkpoints_completed).size;
  const isOver = typeof draft.get(['build', 'completed_at']) === 'string';
  const hasBegun = typeof draft.get(['build', 'started_at']) === 'string' || completed > 0;
  const status = isOver && total > 0 && completed >= total ? 'complete' : hasBegun ? 'in_progress' : 'not_started';
  draft.set(at, status);
  draft.tell(at, `"${status}", as the progress and the build phase tell`);
}

/** Where the first version, and files of the second that kept its property, name the session before. */
function priorSessions(draft: Draft): void {
  const at = ['prior_sessions'];
  const prior = draft.get(['prior_session']) ?? draft.get(['_v1', 'prior_session']);
  if (typeof prior !== 'string' || draft.get(at) !== undefined) return;
  draft.set(at, [prior]);
  draft.tell(at, `"${prior}", as prior_session says`);
}
