import { valueAt, type Path } from '../document/position.js';
import type { SchemaTypes } from './generated/schema-types.js';
import { ofLatest } from './latest.js';
import { lifecycleAt, type State, stateOf } from './lifecycles.js';
import type { Sound } from './sound.js';

/** The phases in the order in which a session passes them; those of one step have no order among themselves. */
const STEPS: readonly (readonly Phase[])[] = [
  ['intake', 'link_priors'],
  ['spec'],
  ['plan'],
  ['build'],
  ['docs'],
  ['complete'],
];

/** A phase under its canonical name. */
export type Phase = State<`${SessionState['schema']}.current_phase`>;

/** Phases that have times and mostly a status of their own; `complete` has neither. */
type RecordedPhase = Exclude<Phase, 'complete'>;

/** A value and where it stands. */
export interface Placed<T> {
  readonly at: Path;
  readonly value: T;
}

/** Where a version of the state keeps what it says of a phase. */
export interface PhasePlaces {
  readonly phase: RecordedPhase;
  /** Absent in a version that tells by the times alone. */
  readonly status?: Path;
  readonly start: Path;
  /** The surest first: a slice can be finalized and, later, completed. */
  readonly ends: readonly [Path, ...Path[]];
}

/** What a session's state says of one phase, whatever its version. */
export interface PhaseRecord {
  readonly phase: Phase;
  readonly places: PhasePlaces;
  readonly status?: Placed<string>;
  /** The status under its canonical name. */
  readonly state?: PhaseStatus;
  /** When it started. */
  readonly start?: Placed<string>;
  /** When it ended, the surest time first. They are left over from an earlier try where `ended` is absent. */
  readonly ends: readonly Placed<string>[];
  /** It says of itself that it has not begun: by its status, or by null in the place of that. */
  readonly waiting: boolean;
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

/** What a phase's status can be, under its canonical name. */
export type PhaseStatus = State<
  `session-state-v1.${'spec' | 'plan' | 'build'}Phase.status` | 'session-state-v3.sliceStatus'
>;

/** Statuses of a phase by what they show; but for `skipped`, one in neither list has begun and not ended. */
const ENDED = new Set<string | undefined>([
  'finalized',
  'finalized_complete',
  'complete',
  'completed',
] satisfies PhaseStatus[]);
const NOT_BEGUN = new Set<string | undefined>(['not_started', 'pending'] satisfies PhaseStatus[]);

/** Statuses of a phase that has begun and not ended. */
const OPEN = new Set<string | undefined>(['in_progress', 'draft', 'failed'] satisfies PhaseStatus[]);

/** Where the versions keep what they say of each phase, in the order of the phases. */
const PLACES: Readonly<Record<SessionState['schema'], readonly PhasePlaces[]>> = {
  'session-state-v1': (['spec', 'plan', 'build'] as const).map((phase) => ({
    phase,
    status: ['phases', phase, 'status'],
    start: ['phases', phase, 'started_at'],
    ends: [['phases', phase, phase === 'build' ? 'completed_at' : 'finalized_at']],
  })),
  'session-state-v2': (['spec', 'plan', 'build', 'docs'] as const).map((phase) => ({
    phase,
    start: ['phase_history', `${phase}_started_at`],
    ends: [['phase_history', `${phase}_completed_at`]],
  })),
  'session-state-v3': (['intake', 'link_priors', 'spec', 'plan', 'build', 'docs'] as const).map((phase) => ({
    phase,
    status: [phase, 'status'],
    start: [phase, 'started_at'],
    ends:
      phase === 'spec' || phase === 'plan'
        ? [
            [phase, 'completed_at'],
            [phase, 'finalized_at'],
          ]
        : [[phase, 'completed_at']],
  })),
};

/** The machines of the statuses, looked up once. */
const MACHINES = new Map(
  (Object.keys(PLACES) as SessionState['schema'][]).flatMap((schema) =>
    PLACES[schema].map((places) => [places, places.status && lifecycleAt(schema, places.status)]),
  ),
);

const ofLatestState = ofLatest<readonly PhaseRecord[]>();

/** What a session's state says of its phases, in the order of the phases. */
export function phasesOf({ schema, value }: SessionState): readonly PhaseRecord[] {
  return ofLatestState(value, () => PLACES[schema].map((places) => recordOf(value, places)));
}

function recordOf(value: SessionState['value'], places: PhasePlaces): PhaseRecord {
  const status = places.status && placed(value, places.status);
  const machine = status && MACHINES.get(places);
  const state = machine && (stateOf(machine, status.value) as PhaseStatus | undefined);
  const start = placed(value, places.start);
  const ends = places.ends.flatMap((at) => placed(value, at) ?? []);
  // A phase that is taken up again can keep the end of the try before.
  const ended = status ? (ENDED.has(state) ? status : undefined) : ends[0];
  const waiting = status ? NOT_BEGUN.has(state) : places.status !== undefined && valueAt(value, places.status) === null;
  const shows = ended ?? (waiting ? undefined : status) ?? start ?? ends[0];
  return {
    phase: places.phase,
    places,
    ...(status && { status }),
    ...(state && { state }),
    ...(start && { start }),
    ends,
    waiting,
    begun: state !== 'skipped' && shows !== undefined,
    ...(ended && { ended }),
  };
}

/** The phase that a session is in; `undefined` when it does not say, or nothing that fits its schema. */
export function currentPhase({ schema, value }: SessionState): Phase | undefined {
  return stateOf(`${schema}.current_phase`, value.current_phase);
}

/**
 * The phases that have begun and not ended though the session has left them. A plan of the first version may be written on
 * while the build runs.
 */
export function openBehind(state: SessionState): readonly PhaseRecord[] {
  const current = currentPhase(state);
  if (!current) return [];
  return phasesOf(state).filter(({ phase, places, state: status, begun, ended }) => {
    if (comparePhases(phase, current) >= 0) return false;
    if (state.schema === 'session-state-v1' && phase === 'plan' && current === 'build') return false;
    return places.status ? OPEN.has(status) : begun && !ended;
  });
}

/** A field that a move from one phase to the next sets. */
export interface MoveField {
  readonly at: Path;
  /** A word; absent where the time of the move belongs. */
  readonly word?: string;
}

/** What a move from one phase to the next sets, all at one time, in a version of the state. */
export function fieldsOfMove(schema: SessionState['schema'], from: Phase, to: Phase): MoveField[] {
  const [ended, begun] = [from, to].map((phase) => PLACES[schema].find((places) => places.phase === phase));
  const isEnd = schema === 'session-state-v3' ? 'completed' : ended?.phase === 'build' ? 'complete' : 'finalized';
  return [
    { at: ['current_phase'], word: to },
    ...(ended?.status ? [{ at: ended.status, word: isEnd }] : []),
    ...(ended ? [{ at: ended.ends[0] }] : []),
    ...(begun?.status ? [{ at: begun.status, word: 'in_progress' }] : []),
    ...(begun ? [{ at: begun.start }] : []),
    { at: ['updated_at'] },
  ];
}

/** Orders phases: negative when a session passes `a` before `b`, zero when it may pass them in any order. */
export function comparePhases(a: Phase, b: Phase): number {
  return stepOf(a) - stepOf(b);
}

function stepOf(phase: Phase): number {
  return STEPS.findIndex((step) => step.includes(phase));
}

function placed(value: SessionState['value'], at: Path): Placed<string> | undefined {
  const found = valueAt(value, at);
  return typeof found === 'string' ? { at, value: found } : undefined;
}
