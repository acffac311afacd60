import { isBefore } from '../../document/instant.js';
import { nameOf } from '../../document/position.js';
import { currentPhase, comparePhases, phasesOf, type SessionState } from '../../schema/phases.js';
import type { Draft, Mapping } from '../mapping.js';
import { touch } from './touch.js';

/** Of a phase, what the second version keeps in `phase_history`. */
const START = (phase: string): string => `${phase}_started_at`;
const END = (phase: string): string => `${phase}_completed_at`;

export const SESSION_V1_TO_V2: Mapping = {
  from: 'session-state-v1',
  to: 'session-state-v2',
  leftover: '_v1',
  sentence: 'Session state manifest v2 - programmatic updates only',
  renames: { 'commits.*.checkpoint_id': 'checkpoint' },
  moves: [
    { from: 'phases.spec.started_at', to: `phase_history.${START('spec')}` },
    { from: 'phases.spec.finalized_at', to: `phase_history.${END('spec')}` },
    { from: 'phases.plan.started_at', to: `phase_history.${START('plan')}` },
    { from: 'phases.plan.finalized_at', to: `phase_history.${END('plan')}` },
    { from: 'phases.build.started_at', to: `phase_history.${START('build')}` },
    { from: 'phases.build.completed_at', to: `phase_history.${END('build')}` },
    { from: 'plan_state.checkpoints_total', to: 'build_progress.checkpoints_total' },
    { from: 'plan_state.checkpoints_completed', to: 'build_progress.checkpoints_completed' },
    { from: 'plan_state.current_checkpoint', to: 'build_progress.current_checkpoint' },
  ],
  decisions: [sessionType, status, endsOfPhases, phasesToCome, progress, touch],
};

function stateOf({ source }: Draft): SessionState {
  return { schema: 'session-state-v1', value: source } as SessionState;
}

/** A research session only finds out; others pass through all phases, but for those that ended with their spec. */
function sessionType(draft: Draft): void {
  const at = ['session_type'];
  const { value } = stateOf(draft) as Extract<SessionState, { schema: 'session-state-v1' }>;
  if (value.granularity === 'research') {
    draft.set(at, 'research');
    draft.tell(at, '"research", as granularity was');
  } else if (value.phases?.spec?.status === 'finalized_complete') {
    draft.tell(at, 'left out: the session ended with its spec, which no type of session does');
  } else {
    draft.set(at, 'full');
    draft.tell(at, '"full": a session of the first version passes through all phases');
  }
}

function status(draft: Draft): void {
  const at = ['status'];
  const state = stateOf(draft);
  const failed = phasesOf(state).find((record) => record.status?.value === 'failed');
  if (currentPhase(state) === 'complete') {
    draft.set(at, 'complete');
    draft.tell(at, '"complete", as current_phase is');
  } else if (failed?.status) {
    draft.set(at, 'failed');
    draft.tell(at, `"failed", as ${nameOf(failed.status.at)} was`);
  } else {
    draft.set(at, 'active');
    draft.tell(at, '"active": the session is neither complete nor failed');
  }
}

/**
 * The second version has no status of a phase: a time says that it ended, and it ended when the next began. In the first
 * an end can be left over from an earlier try, and a plan be written on while the build runs.
 */
function endsOfPhases(draft: Draft): void {
  const phases = phasesOf(stateOf(draft));
  for (const [index, { phase, ends, ended, status }] of phases.entries()) {
    const [end] = ends;
    if (!end) continue;
    const at = ['phase_history', END(phase)];
    const next = phases[index + 1]?.start;
    if (!ended) {
      draft.keep(end.at, end.value);
      draft.set(at, null);
      draft.tell(at, `null: ${status ? `${nameOf(status.at)} was "${status.value}"` : 'it has not ended'}`);
    } else if (next && isBefore(next.value, end.value)) {
      draft.keep(end.at, end.value);
      draft.set(at, next.value);
      draft.tell(at, `when the next phase began; ${nameOf(end.at)} was "${end.value}", after that`);
    }
  }
}

/** Times that have not come are null; of a phase that is over, a time that is not known stays out. */
function phasesToCome(draft: Draft): void {
  const current = currentPhase(stateOf(draft));
  for (const phase of ['spec', 'plan', 'build', 'docs'] as const) {
    const distance = current ? comparePhases(phase, current) : 0;
    for (const [name, isToCome] of [
      [START(phase), distance > 0],
      [END(phase), distance >= 0],
    ] as const) {
      const at = ['phase_history', name];
      if (isToCome && draft.get(at) === undefined) draft.set(at, null);
    }
  }
  if (draft.get(['phase_history']) === undefined) draft.set(['phase_history'], {});
}

const UNKNOWN_PROGRESS = { checkpoints_total: null, checkpoints_completed: [], current_checkpoint: null };

function progress(draft: Draft): void {
  for (const [name, value] of Object.entries(UNKNOWN_PROGRESS)) {
    const at = ['build_progress', name];
    if (draft.get(at) === undefined) draft.set(at, value);
  }
}
