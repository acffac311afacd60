import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnoseChanges, told } from '../support/lint-steps.js';
import { PLAN_FILE, planOf } from '../support/plan.js';
import { sessionOf, SESSIONS, type Version } from '../support/sessions.js';

const NEEDED = 'who takes the work up again needs it';

describe('a session that is removed', () => {
  const removed = 'this session state file is removed';
  const cases: [description: string, Version, Changes, expected: string][] = [
    ['in its build', 'v2', {}, `warning /current_phase ${removed} while current_phase is "build"; ${NEEDED}`],
    [
      'at its end',
      'v2',
      { '/current_phase': 'complete' },
      `info /current_phase ${removed}; current_phase was "complete", so that the work had ended`,
    ],
    [
      'at its end by its status, in another spelling',
      'v3',
      { '/status': 'completed' },
      `info /status ${removed}; status was "completed", so that the work had ended`,
    ],
    [
      'after a spec that was all there was to do',
      'v1',
      { '/current_phase': 'spec', '/phases/spec/status': 'finalized_complete' },
      `info /phases/spec/status ${removed}; phases.spec.status was "finalized_complete", so that the work had ended`,
    ],
    [
      'when it failed, which is no end',
      'v2',
      { '/current_phase': 'unknown', '/status': 'failed' },
      `warning /status ${removed} while status is "failed"; ${NEEDED}`,
    ],
    [
      'when it did not say how far it was',
      'v2',
      { '/current_phase': 5, '/status': null },
      `warning  ${removed}; what it says of the work is gone with it`,
    ],
  ];
  it.each(cases)('%s (%s)', (_description, version, state, expected) => {
    // One change has left work under way without its state.
    const exactly = expected.replace(/^warning (?=.* while )/u, 'error ');
    expect(told('file-deleted', 'exact', sessionOf(version, state), {})).toEqual([exactly]);
    expect(told('file-deleted', 'sampled', sessionOf(version, state), {})).toEqual([expected]);
  });

  it('is shown where it was, with what it said', () => {
    const [found] = diagnoseChanges([{ before: sessionOf('v2', {}), after: {}, granularity: 'sampled' }]);
    expect(found).toMatchObject({ file: `${SESSIONS.v2}/state.json`, line: 9, related: [] });
    expect(found?.step).toEqual({ from: 'build', granularity: 'sampled', source: { type: 'files' } });
  });
});

describe('a plan that is removed', () => {
  const removed = 'this plan file is removed';
  const withStates = (...states: unknown[]): Record<string, unknown> => {
    const plan = planOf(states.map(() => []));
    for (const [index, status] of states.entries()) Object.assign(plan.checkpoints[index]!, { status });
    return { [PLAN_FILE]: plan };
  };
  const cases: [description: string, states: unknown[], expected: string][] = [
    [
      'though it is not built',
      ['complete', 'pending'],
      `warning /checkpoints/1/status ${removed} while checkpoints[1].status is "pending"; ${NEEDED}`,
    ],
    ['when it is built', ['complete', 'completed'], `info  ${removed}; all of its checkpoints were built`],
    ['with nothing to build', [], `warning  ${removed}; what it says of the work is gone with it`],
    ['that does not say', [null], `warning  ${removed}; what it says of the work is gone with it`],
  ];
  it.each(cases)('%s', (_description, states, expected) => {
    expect(told('file-deleted', 'sampled', withStates(...states), {})).toEqual([expected]);
  });
});

describe('of other files', () => {
  const session = 'agents/sessions/2026-03-04_export-to-csv_k3m9q2';
  const cases: [description: string, file: string, content: unknown, expected: string[]][] = [
    [
      'notes',
      `${session}/dev-notes.json`,
      { session_id: 'a', notes: [] },
      ['warning  this dev notes file is removed; what it says of the work is gone with it'],
    ],
    [
      'the state of a workflow',
      'agents/4be17d20/adw_state.json',
      { adw_id: '4be17d20', issue_number: '1', all_adws: [] },
      ['warning  this adw state file is removed; what it says of the work is gone with it'],
    ],
    [
      'a research that failed',
      `${session}/research/r/state.json`,
      { id: 'r', status: 'failed' },
      ['info /status this research state file is removed; status was "failed", so that the work had ended'],
    ],
    [
      'a part of a research',
      `${session}/research/r/subagents/subagent_001.json`,
      { id: '001', status: 'analyzing' },
      [`warning /status this research sub-agent file is removed while status is "analyzing"; ${NEEDED}`],
    ],
    [
      'a file that could not be parsed',
      `${session}/state.json`,
      '{',
      ['warning  this session state file is removed; what it says of the work is gone with it'],
    ],
    ['a file of another program', 'agents/4be17d20/adw_state.json', { adw_id: '4be17d20', status: 'running' }, []],
    ['a log', 'agents/logging/hook_logs/a/Stop.jsonl', '{"payload":{"session_id":"a"}}', []],
  ];
  it.each(cases)('%s', (_description, file, content, expected) => {
    expect(told('file-deleted', 'sampled', { [file]: content }, {})).toEqual(expected);
  });
});

it('nothing is told of a folder that was renamed', () => {
  const [before, after] = [sessionOf('v2', {}), sessionOf('v2', {})];
  const to = 'agents/sessions/2026-03-04_csv_k3m9q2';
  const files = { [`${to}/state.json`]: after[`${SESSIONS.v2}/state.json`] };
  const moves = [{ how: 'renamed', from: SESSIONS.v2, to }] as const;
  expect(told('file-deleted', 'sampled', before, files, moves)).toEqual([]);
});
