import { describe, expect, test } from 'vitest';
import { comparePhases, currentPhase, openBehind, type PhaseRecord, phasesOf } from '../../src/schema/phases.js';

const EARLY = '2026-03-04T10:00:00Z';
const LATE = '2026-03-04T12:00:00Z';

/** What the record of the phase build says, in the three versions' ways of writing it. */
function buildOf(records: readonly PhaseRecord[]): Partial<PhaseRecord> {
  const { phase, places, ...said } = records.find((record) => record.phase === 'build')!;
  expect([phase, places.phase]).toEqual(['build', 'build']);
  return said;
}

describe('the phases of a session', () => {
  test.each([
    ['session-state-v1', ['spec', 'plan', 'build']],
    ['session-state-v2', ['spec', 'plan', 'build', 'docs']],
    ['session-state-v3', ['intake', 'link_priors', 'spec', 'plan', 'build', 'docs']],
  ] as const)('come in their order in %s', (schema, phases) => {
    expect(phasesOf({ schema, value: {} }).map(({ phase }) => phase)).toEqual(phases);
  });

  test('are not begun where nothing is said of them', () => {
    expect(buildOf(phasesOf({ schema: 'session-state-v2', value: {} }))).toEqual({
      ends: [],
      waiting: false,
      begun: false,
    });
  });
});

describe('a phase of the first version', () => {
  const build = (status: string | null, times: object = {}): Partial<PhaseRecord> =>
    buildOf(
      phasesOf({ schema: 'session-state-v1', value: { phases: { build: { status, ...times } } } } as Parameters<
        typeof phasesOf
      >[0]),
    );
  const at = ['phases', 'build', 'status'];

  test.each(['complete', 'completed'])('has ended when its status is %s', (value) => {
    const status = { at, value };
    expect(build(value)).toEqual({ status, state: 'complete', ends: [], waiting: false, begun: true, ended: status });
  });

  test.each(['in_progress', 'failed'])('has begun and not ended when its status is %s', (value) => {
    expect(build(value)).toEqual({ status: { at, value }, state: value, ends: [], waiting: false, begun: true });
  });

  test.each(['not_started', 'pending'])('has not begun when its status is %s', (value) => {
    expect(build(value)).toEqual({
      status: { at, value },
      state: 'not_started',
      ends: [],
      waiting: true,
      begun: false,
    });
  });

  test('has begun when it has a start, whatever its status says', () => {
    expect(build('not_started', { started_at: EARLY })).toMatchObject({
      begun: true,
      start: { at: ['phases', 'build', 'started_at'], value: EARLY },
    });
  });

  test('that was taken up again has not ended, though it keeps an end', () => {
    const end = { at: ['phases', 'build', 'completed_at'], value: LATE };
    expect(build('in_progress', { completed_at: LATE })).toEqual({
      status: { at, value: 'in_progress' },
      state: 'in_progress',
      ends: [end],
      waiting: false,
      begun: true,
    });
  });

  test('has ended by its time where it has no status', () => {
    const end = { at: ['phases', 'build', 'completed_at'], value: LATE };
    expect(build(null, { completed_at: LATE })).toEqual({ ends: [end], waiting: true, begun: true, ended: end });
  });
});

test.each([
  [
    'session-state-v1',
    ['phases', 'plan', 'status'],
    ['phases', 'plan', 'started_at'],
    [['phases', 'plan', 'finalized_at']],
  ],
  ['session-state-v2', undefined, ['phase_history', 'plan_started_at'], [['phase_history', 'plan_completed_at']]],
  [
    'session-state-v3',
    ['plan', 'status'],
    ['plan', 'started_at'],
    [
      ['plan', 'completed_at'],
      ['plan', 'finalized_at'],
    ],
  ],
] as const)('%s keeps what it says of a phase at its own places', (schema, status, start, ends) => {
  const places = phasesOf({ schema, value: {} }).find(({ phase }) => phase === 'plan')?.places;
  expect(places).toEqual({ phase: 'plan', ...(status && { status }), start, ends });
});

test('a phase of the second version is told by its times alone', () => {
  const phase_history = { build_started_at: EARLY, build_completed_at: LATE };
  const end = { at: ['phase_history', 'build_completed_at'], value: LATE };
  expect(buildOf(phasesOf({ schema: 'session-state-v2', value: { phase_history } }))).toEqual({
    start: { at: ['phase_history', 'build_started_at'], value: EARLY },
    ends: [end],
    waiting: false,
    begun: true,
    ended: end,
  });
});

describe('a slice of the third version', () => {
  test('that is finalized and completed has both ends, the surer one first', () => {
    const spec = { status: 'completed', finalized_at: EARLY, completed_at: LATE } as const;
    const [, , record] = phasesOf({ schema: 'session-state-v3', value: { spec } });
    expect(record?.ends.map(({ value }) => value)).toEqual([LATE, EARLY]);
    expect(record?.ended?.value).toBe('completed');
  });

  test('that was skipped has not begun, though it has times', () => {
    const build = { status: 'skipped', started_at: EARLY, completed_at: LATE } as const;
    expect(buildOf(phasesOf({ schema: 'session-state-v3', value: { build } }))).toMatchObject({
      waiting: false,
      begun: false,
    });
  });
});

describe('the phases that the session has left before they ended', () => {
  const namesOf = (state: Parameters<typeof openBehind>[0]): string[] => openBehind(state).map(({ phase }) => phase);

  test('have a status that says so', () => {
    const phases = { spec: { status: 'draft' }, plan: { status: 'in_progress' }, build: { status: 'failed' } } as const;
    const stateIn = (current_phase: 'plan' | 'build' | 'complete'): string[] =>
      namesOf({ schema: 'session-state-v1', value: { current_phase, phases } });
    expect(stateIn('complete')).toEqual(['spec', 'plan', 'build']);
    expect(stateIn('plan')).toEqual(['spec']);
    // A plan may be written on while the build runs.
    expect(stateIn('build')).toEqual(['spec']);
  });

  test('are not those that ended, were skipped or never began', () => {
    const value = {
      current_phase: 'docs',
      intake: { status: 'completed' },
      link_priors: { status: 'skipped' },
      spec: { status: 'pending' },
      plan: { status: 'in_progress' },
    } as const;
    expect(namesOf({ schema: 'session-state-v3', value })).toEqual(['plan']);
  });

  test('have a start and no end where there are no statuses', () => {
    const phase_history = { spec_started_at: EARLY, spec_completed_at: LATE, plan_started_at: LATE };
    expect(namesOf({ schema: 'session-state-v2', value: { current_phase: 'docs', phase_history } })).toEqual(['plan']);
  });

  test('are not known where the current phase is not', () => {
    expect(namesOf({ schema: 'session-state-v2', value: { phase_history: { spec_started_at: EARLY } } })).toEqual([]);
  });
});

describe('the current phase', () => {
  test.each(['session-state-v1', 'session-state-v2', 'session-state-v3'] as const)(
    'of %s is told under its canonical name',
    (schema) => {
      expect(currentPhase({ schema, value: { current_phase: 'completed' } })).toBe('complete');
      expect(currentPhase({ schema, value: { current_phase: 'build' } })).toBe('build');
    },
  );

  test('is unknown where it is not said', () => {
    expect(currentPhase({ schema: 'session-state-v2', value: {} })).toBeUndefined();
  });
});

test.each([
  ['spec', 'plan', -1],
  ['complete', 'docs', 1],
  ['build', 'build', 0],
  ['intake', 'link_priors', 0],
] as const)('%s against %s: %d', (a, b, sign) => {
  expect(Math.sign(comparePhases(a, b))).toBe(sign);
});
