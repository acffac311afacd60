import { describe, expect, it, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import type { StepSource } from '../../src/history/step.js';
import { LISTED } from '../../src/lint/tally.js';
import { edit } from '../support/edit.js';
import { diagnose } from '../support/lint-fixture.js';
import { diagnoseChanges, readChanges, type TreeChange } from '../support/lint-steps.js';
import { PLAN_FILE, planOf, tasksOf } from '../support/plan.js';
import { sessionOf, SESSIONS } from '../support/sessions.js';

const CHANGE_RULES = RULES.filter(({ step, change }) => step ?? change).map(({ id }) => id);

/** Two commits in which the same is done; the date is not of interest. */
const COMMITS = ['1', '2'].map((digit): StepSource => ({
  type: 'git',
  commit: digit.repeat(40),
  parent: 'a'.repeat(40),
  date: '2026-04-14T10:00:00+02:00',
}));

describe.each(CHANGE_RULES)('%s', (id) => {
  it('has no finding of any rule in what passes', async () => {
    expect(diagnoseChanges(await readChanges(`rules/${id}/passes`))).toEqual([]);
  });

  it('is silent when it is off', async () => {
    const found = diagnoseChanges(await readChanges(`rules/${id}/fails`), { settings: { [id]: 'off' } });
    expect(found.filter(({ ruleId }) => ruleId === id)).toEqual([]);
  });

  it('is info throughout when it is set to that', async () => {
    const found = diagnoseChanges(await readChanges(`rules/${id}/fails`), { settings: { [id]: 'info' } });
    const own = found.filter(({ ruleId }) => ruleId === id);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map((diagnostic) => diagnostic.severity))).toEqual(new Set(['info']));
  });

  it('tells one finding from the same in another commit, and from the others', async () => {
    const changes = await readChanges(`rules/${id}/fails`);
    const [first = [], second = []] = COMMITS.map((source) =>
      diagnoseChanges(changes.map((change): TreeChange => ({ ...change, source }))).map(
        ({ fingerprint }) => fingerprint,
      ),
    );
    expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
  });

  it('says in which commit it was done, and in which the earlier side is', async () => {
    const [source] = COMMITS;
    const changes = await readChanges(`rules/${id}/fails`);
    const found = diagnoseChanges(changes.map((change): TreeChange => ({ ...change, source: source! })));
    for (const { message, related, step } of found) {
      expect(message).toMatch(/^commit 1111111: /u);
      expect(step).toMatchObject({ source });
      for (const { commit } of related) expect(commit).toBe('a'.repeat(40));
    }
  });
});

describe('the documents of the fixtures of changes', () => {
  /** What a rule is about shows in the documents themselves. */
  const UNSOUND = ['unknown-state', 'immutable-changed', 'id-changed'];

  test.each(CHANGE_RULES.filter((id) => !UNSOUND.includes(id)))('of %s have no errors', async (id) => {
    for (const side of ['fails', 'passes']) {
      for (const { before, after } of await readChanges(`rules/${id}/${side}`)) {
        for (const tree of [before, after].filter((one) => Object.keys(one).length > 0)) {
          const errors = (await diagnose(tree)).filter(({ severity }) => severity === 'error');
          expect(errors).toEqual([]);
        }
      }
    }
  });
});

describe('nothing is told', () => {
  const state = `${SESSIONS.v2}/state.json`;
  const healthy = sessionOf('v2', {});

  it.each(['', '{', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n'])(
    'of a change to or from a text that cannot be read: %j',
    (text) => {
      for (const granularity of ['exact', 'sampled'] as const) {
        expect(diagnoseChanges([{ before: healthy, after: { [state]: text }, granularity }])).toEqual([]);
        expect(diagnoseChanges([{ before: { [state]: text }, after: healthy, granularity }])).toEqual([]);
      }
    },
  );

  it('of what only one of two versions of a schema says', () => {
    const { [`${SESSIONS.v1}/state.json`]: v1 } = sessionOf('v1', {
      '/phases/build/status': 'complete',
      '/commits': [],
    });
    const { [state]: v2 } = sessionOf('v2', { '/created_at': '2026-01-19T08:30:00Z', '/session_id': 'a' });
    const before = { [state]: edit(v1, { '/session_id': 'a' }) };
    expect(diagnoseChanges([{ before, after: { [state]: v2 }, granularity: 'sampled' }])).toEqual([]);
  });

  it('of a copied file against what it was copied from', () => {
    const copy = '2026-03-20_export-to-ods_a1b2c3';
    const after = sessionOf('v2', {
      '/session_id': copy,
      '/created_at': '2026-03-20T09:00:00Z',
      '/updated_at': '2026-03-20T09:00:00Z',
      '/current_phase': 'spec',
      '/build_progress/checkpoints_completed': [],
      '/commits': [],
    })[state];
    const moves = [{ how: 'copied', from: SESSIONS.v2, to: `agents/sessions/${copy}` }] as const;
    const files = { ...healthy, [`agents/sessions/${copy}/state.json`]: after };
    expect(diagnoseChanges([{ before: healthy, after: files, granularity: 'sampled', moves }])).toEqual([]);
  });
});

describe('what both versions of a schema say', () => {
  const state = `${SESSIONS.v2}/state.json`;
  const { [`${SESSIONS.v1}/state.json`]: v1 } = sessionOf('v1', { '/session_id': 'a' });
  const { [state]: v2 } = sessionOf('v2', {
    '/session_id': 'a',
    '/created_at': '2026-01-18T08:30:00Z',
    '/commits': [],
  });

  it('holds when a document moves from the one to the other', () => {
    const found = diagnoseChanges([{ before: { [state]: v1 }, after: { [state]: v2 }, granularity: 'sampled' }]);
    expect(found.map(({ ruleId, pointer }) => `${ruleId} ${pointer}`)).toEqual([
      'grow-only-shrunk /commits',
      'immutable-changed /created_at',
    ]);
  });
});

describe('what comes from a document', () => {
  it('cannot drive a terminal, in a message or in what it relates to', () => {
    const hostile = '\u001b]0;x\u0007\u202e';
    const before = sessionOf('v2', {});
    const after = sessionOf('v2', { '/current_phase': hostile, '/session_id': hostile, '/created_at': hostile });
    for (const [from, to] of [
      [before, after],
      [after, before],
    ] as const) {
      const found = diagnoseChanges([{ before: from, after: to, granularity: 'exact' }]);
      expect(found.length).toBeGreaterThan(0);
      const words = found.flatMap(({ message, related }) => [message, ...related.map((one) => one.message)]);
      expect(words.filter((text) => /[\p{Cc}\u202e]/u.test(text))).toEqual([]);
    }
  });

  it('names elements by ids that cannot either', () => {
    const plan = planOf([[[0, 0]]]);
    const withId = (status: string) => ({
      [PLAN_FILE]: edit(plan, {
        '/checkpoints/0/task_groups/0/tasks/0/id': '\u001b[2J',
        '/checkpoints/0/task_groups/0/tasks/0/status': status,
      }),
    });
    const [found] = diagnoseChanges([{ before: withId('pending'), after: withId('complete'), granularity: 'exact' }]);
    expect(found?.message).toBe(
      String.raw`tasks[\u{1b}[2J].status goes from "pending" to "complete" in one change; the way there is pending → in_progress → complete, one change each`,
    );
  });

  it('is cut when it is long, also in what the step says', () => {
    const after = sessionOf('v2', { '/current_phase': 'x'.repeat(5000) });
    const [found] = diagnoseChanges([{ before: sessionOf('v2', {}), after, granularity: 'exact' }]);
    expect(found?.message.length).toBeLessThan(400);
    expect(found?.step?.to).toBe(`${'x'.repeat(200)}…`);
  });
});

describe('of very many findings', () => {
  it('as many are listed as of other rules, and one tells how many are not', () => {
    const plan = planOf([[new Array<number>(LISTED + 20).fill(0)]]);
    const all = structuredClone(plan);
    for (const task of tasksOf(all)) task.status = 'complete';
    const found = diagnoseChanges([
      { before: { [PLAN_FILE]: plan }, after: { [PLAN_FILE]: all }, granularity: 'exact' },
    ]);
    const own = found.filter(({ ruleId }) => ruleId === 'illegal-transition');
    expect(own).toHaveLength(LISTED + 1);
    expect(own.at(-1)?.message).toBe('and 20 more like this in this file; they are not listed');
  });
});
