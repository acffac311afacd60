import { valueAt, type Path } from '../document/position.js';
import type { SchemaTypes } from './generated/schema-types.js';
import type { Sound } from './sound.js';

/** The phases in the order in which a session passes them; those of one step have no order among themselves. */
const STEPS = [['intake', 'link_priors'], ['spec'], ['plan'], ['build'], ['docs'], ['complete']] as const;

/** A phase under its canonical name. */
export type Phase = (typeof STEPS)[number][number];

/** Phases that have times and mostly a status of their own; `complete` has neither. */
type RecordedPhase = Exclude<Phase, 'complete'>;

/** A value and where it stands. */
export interface Placed<T> {
  readonly at: Path;
  readonly value: T;
}

/** What a session's state says of one phase, whatever its version. */
export interface PhaseRecord {
  readonly phase: Phase;
  readonly status?: Placed<string>;
  /** When it started. */
  readonly start?: Placed<string>;
  /**
   * When it ended, the surest time first: a slice can be finalized and, later, completed. They are left over from an
   * earlier try where `ended` is absent.
   */
  readonly ends: readonly Placed<string>[];
  /** Something shows that it has begun; true of a phase that has ended too. */
  readonly begun: boolean;
  /** What proves that it has ended: the status, or a time where there is no status. */
  readonly ended?: Placed<string>;
}

/** A session's state as a rule has it. */
export type SessionState = {
  [S in Extract<keyof SchemaTypes, `session-state-${string}`>]: {
    readonly schema: S;
    readonly value: Sound<SchemaTypes[S]>;
  };
}[Extract<keyof SchemaTypes, `session-state-${string}`>];

/** Statuses of a phase by what they show; one in neither list has begun and not ended. */
const ENDED = new Set(['finalized', 'finalized_complete', 'complete', 'completed']);
const NOT_BEGUN = new Set(['not_started', 'pending', 'skipped']);

/** Where the versions keep what they say of each phase, in the order of the phases. */
interface Layout {
  readonly phases: readonly RecordedPhase[];
  readonly status?: (phase: RecordedPhase) => Path;
  readonly start: (phase: RecordedPhase) => Path;
  readonly ends: (phase: RecordedPhase) => readonly Path[];
}

const LAYOUTS: Readonly<Record<SessionState['schema'], Layout>> = {
  'session-state-v1': {
    phases: ['spec', 'plan', 'build'],
    status: (phase) => ['phases', phase, 'status'],
    start: (phase) => ['phases', phase, 'started_at'],
    ends: (phase) => [['phases', phase, phase === 'build' ? 'completed_at' : 'finalized_at']],
  },
  'session-state-v2': {
    phases: ['spec', 'plan', 'build', 'docs'],
    start: (phase) => ['phase_history', `${phase}_started_at`],
    ends: (phase) => [['phase_history', `${phase}_completed_at`]],
  },
  'session-state-v3': {
    phases: ['intake', 'link_priors', 'spec', 'plan', 'build', 'docs'],
    status: (phase) => [phase, 'status'],
    start: (phase) => [phase, 'started_at'],
    ends: (phase) =>
      phase === 'spec' || phase === 'plan'
        ? [
            [phase, 'completed_at'],
            [phase, 'finalized_at'],
          ]
        : [[phase, 'completed_at']],
  },
};

/** What a session's state says of its phases, in the order of the phases. */
export function phasesOf({ schema, value }: SessionState): PhaseRecord[] {
  const layout = LAYOUTS[schema];
  return layout.phases.map((phase) => {
    const status = layout.status && placed(value, layout.status(phase));
    const start = placed(value, layout.start(phase));
    const ends = layout.ends(phase).flatMap((at) => placed(value, at) ?? []);
    const ended = proofOfEnd(status, ends);
    return {
      phase,
      ...(status && { status }),
      ...(start && { start }),
      ends,
      begun:
        ended !== undefined ||
        (status !== undefined && !NOT_BEGUN.has(status.value)) ||
        ((start !== undefined || ends.length > 0) && status?.value !== 'skipped'),
      ...(ended && { ended }),
    };
  });
}

/** The phase that a session is in; `undefined` when it does not say, or nothing that fits its schema. */
export function currentPhase({ value }: SessionState): Phase | undefined {
  return value.current_phase === 'completed' ? 'complete' : value.current_phase;
}

/** Orders phases: negative when a session passes `a` before `b`, zero when it may pass them in any order. */
export function comparePhases(a: Phase, b: Phase): number {
  return stepOf(a) - stepOf(b);
}

function stepOf(phase: Phase): number {
  return STEPS.findIndex((step) => (step as readonly Phase[]).includes(phase));
}

function proofOfEnd(status: Placed<string> | undefined, ends: readonly Placed<string>[]): Placed<string> | undefined {
  // A phase that is taken up again can keep the end of the try before.
  if (status) return ENDED.has(status.value) ? status : undefined;
  return ends[0];
}

function placed(value: SessionState['value'], at: Path): Placed<string> | undefined {
  const found = valueAt(value, at);
  return typeof found === 'string' ? { at, value: found } : undefined;
}
