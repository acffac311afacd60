import { describe, expect, it } from 'vitest';
import { RULES } from '../../rules/index.js';
import { parseDocuments } from '../../src/document/documents.js';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { createLinter } from '../../src/lint/linter.js';
import type { KindId } from '../../src/schema/kinds.js';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { RUN_FILE, runOf } from '../support/research.js';
import { sessionOf, type Version } from '../support/sessions.js';

const RULE = 'timestamps-in-order';
const ENDS = 'nothing ends before it starts';
const CHANGES = 'nothing changes before it is created';
const FOLLOWS = 'a phase starts when the one before it has ended';

it('times in order have no finding, in any kind', async () => {
  expect(await lintTree('rules/timestamps-in-order/passes')).toEqual([]);
});

it('tells of an end before its start and of a change before the creation, in every kind of file', async () => {
  const found = await lintTree('rules/timestamps-in-order/fails');
  expect(found.map(({ severity, pointer, line, message }) => [severity, pointer, line, message])).toEqual([
    [
      'warning',
      '/build/started_at',
      45,
      `build.started_at is "2026-04-02T12:29:59.999000+02:00" but plan.finalized_at is "2026-04-02T10:30:00.000000+00:00"; ${FOLLOWS}`,
    ],
    [
      'error',
      '/updated_at',
      10,
      `updated_at is "2026-01-18T14:00:00Z" but created_at is "2026-01-19T08:30:00Z"; ${CHANGES}`,
    ],
    [
      'warning',
      '/phases/build/completed_at',
      26,
      `phases.build.completed_at is "2026-01-19T11:10:00Z" but phases.build.started_at is "2026-01-19T11:15:00Z"; ${ENDS}`,
    ],
    [
      'error',
      '/updated_at',
      6,
      `updated_at is "2026-03-04T10:15:00+00:00" but created_at is "2026-03-04T10:20:00+00:00"; ${CHANGES}`,
    ],
    [
      'error',
      '/completed_at',
      7,
      `completed_at is "2026-03-04T09:40:00+02:00" but created_at is "2026-03-04T09:10:00+00:00"; ${ENDS}`,
    ],
    [
      'error',
      '/completed_at',
      16,
      `completed_at is "2026-03-04T09:14:59.999+00:00" but started_at is "2026-03-04T09:15:00+00:00"; ${ENDS}`,
    ],
    [
      'error',
      '/phase_history/plan_completed_at',
      15,
      `phase_history.plan_completed_at is "2026-03-04T10:05:00+00:00" but phase_history.plan_started_at is "2026-03-04T10:10:00+00:00"; ${ENDS}`,
    ],
  ]);
});

describe('in a session', () => {
  type Case = [description: string, Version, Changes, expected: string[]];
  const cases: Case[] = [
    [
      'an end at the very instant of the start is fine, however it is written',
      'v2',
      {
        '/phase_history/plan_completed_at': '2026-03-04T11:10:00.000+01:00',
        '/phase_history/build_started_at': '2026-03-04T10:10:00Z',
      },
      [],
    ],
    [
      'an end a microsecond before the start is not',
      'v1',
      { '/phases/plan/finalized_at': '2026-01-19T09:29:59.999999Z' },
      [
        `error /phases/plan/finalized_at phases.plan.finalized_at is "2026-01-19T09:29:59.999999Z" but phases.plan.started_at is "2026-01-19T09:30:00Z"; ${ENDS}`,
      ],
    ],
    [
      'a change in the second of the creation is fine when only one of them has a fraction',
      'v1',
      { '/created_at': '2026-01-19T10:00:00.512345Z', '/updated_at': '2026-01-19T10:00:00Z' },
      [],
    ],
    [
      'a change on the day of the creation is fine when it is written as a date',
      'v1',
      { '/created_at': '2026-03-04T14:00:00Z', '/updated_at': '2026-03-04T00:00:00Z' },
      [],
    ],
    [
      'a change on the day before is not',
      'v1',
      { '/created_at': '2026-03-04T14:00:00Z', '/updated_at': '2026-03-03T00:00:00Z' },
      [`error /updated_at updated_at is "2026-03-03T00:00:00Z" but created_at is "2026-03-04T14:00:00Z"; ${CHANGES}`],
    ],
    ...['in_progress', 'failed', 'not_started', 'pending'].map((status): Case => [
      `the end of an earlier try is likely left over in a phase that is ${status}`,
      'v1',
      { '/phases/build/status': status, '/phases/build/completed_at': '2026-01-18T18:00:00Z' },
      [
        `warning /phases/build/completed_at phases.build.completed_at is "2026-01-18T18:00:00Z" but phases.build.started_at is "2026-01-19T11:15:00Z"; ${ENDS}`,
      ],
    ]),
    ...['complete', 'completed', null].map((status): Case => [
      `an end before the start is wrong in a phase whose status is ${String(status)}`,
      'v1',
      { '/phases/build/status': status, '/phases/build/completed_at': '2026-01-18T18:00:00Z' },
      [
        `error /phases/build/completed_at phases.build.completed_at is "2026-01-18T18:00:00Z" but phases.build.started_at is "2026-01-19T11:15:00Z"; ${ENDS}`,
      ],
    ]),
    [
      'a phase may start before the end that is left over in the one before it',
      'v3',
      { '/plan/status': 'draft', '/plan/finalized_at': '2026-04-02T11:00:00Z' },
      [],
    ],
    [
      'either end of a slice can lie before its start',
      'v3',
      { '/spec/finalized_at': '2026-04-02T07:00:00Z' },
      [
        `error /spec/finalized_at spec.finalized_at is "2026-04-02T07:00:00Z" but spec.started_at is "2026-04-02T07:12:30.000000+00:00"; ${ENDS}`,
      ],
    ],
    [
      'a slice that is completed was finalized before',
      'v3',
      { '/spec/finalized_at': '2026-04-02T08:55:03Z' },
      [
        `warning /spec/completed_at spec.completed_at is "2026-04-02T08:55:02.700000+00:00" but spec.finalized_at is "2026-04-02T08:55:03Z"; a phase is completed once it is finalized`,
      ],
    ],
    [
      'a slice that is finalized again may have been completed before',
      'v3',
      { '/spec/finalized_at': '2026-04-02T08:55:03Z', '/spec/status': 'finalized' },
      [],
    ],
    [
      'a phase that starts before the one before it has ended is likely a mistake',
      'v2',
      { '/phase_history/plan_started_at': '2026-03-04T10:09:59Z' },
      [
        `warning /phase_history/plan_started_at phase_history.plan_started_at is "2026-03-04T10:09:59Z" but phase_history.spec_completed_at is "2026-03-04T10:10:00+00:00"; ${FOLLOWS}`,
      ],
    ],
    [
      'a phase without times lies between the two that are compared',
      'v2',
      {
        '/session_type': 'quick',
        '/phase_history/plan_started_at': null,
        '/phase_history/plan_completed_at': null,
        '/phase_history/build_started_at': '2026-03-04T10:00:00Z',
      },
      [
        `warning /phase_history/build_started_at phase_history.build_started_at is "2026-03-04T10:00:00Z" but phase_history.spec_completed_at is "2026-03-04T10:10:00+00:00"; ${FOLLOWS}`,
      ],
    ],
    [
      'a phase that has ended without times lies between the two that are compared',
      'v3',
      {
        '/plan': { status: 'completed', started_at: null, completed_at: null },
        '/build/started_at': '2026-04-02T07:00:00Z',
        '/build/last_updated': null,
      },
      [
        `warning /build/started_at build.started_at is "2026-04-02T07:00:00Z" but spec.finalized_at is "2026-04-02T08:50:00.000000+00:00"; ${FOLLOWS}`,
      ],
    ],
    [
      'a plan that starts between the spec being finalized and completed is fine',
      'v3',
      { '/plan/started_at': '2026-04-02T08:52:00Z' },
      [],
    ],
    [
      'a plan of the first version is written on while the build runs',
      'v1',
      { '/phases/plan/finalized_at': '2026-01-19T13:00:00Z' },
      [],
    ],
    ['a phase may end after updated_at', 'v1', { '/updated_at': '2026-01-19T09:00:00Z' }, []],
    ['an end without a start says nothing', 'v1', { '/phases/spec/started_at': null }, []],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    const found = (await lintFiles(sessionOf(version, changes))).filter(({ rule }) => rule === RULE);
    expect(found.map(({ severity, pointer, message }) => `${severity} ${pointer} ${message}`)).toEqual(expected);
  });

  it('a time that is none is for the schema to tell', async () => {
    const found = await lintFiles(sessionOf('v1', { '/phases/build/completed_at': 'yesterday' }));
    expect(found.map(({ rule, pointer }) => [rule, pointer])).toEqual([['schema', '/phases/build/completed_at']]);
  });
});

describe('in a row', () => {
  const id = '1f0e6c2a-5d47-4b19-8e3c-2a9b70d4c611';
  const row = { id, created_at: '2026-03-04T09:00:00.25+00:00', updated_at: '2026-03-04T09:00:00.25+00:00' };
  const workflow = { ...row, adw_name: 'export', workflow_type: 'plan_build', status: 'cancelled' };
  const agent = { ...row, orchestrator_agent_id: id, name: 'plan-1f0e6c2a', model: 'large' };
  const chat = {
    ...row,
    orchestrator_agent_id: id,
    sender_type: 'user',
    receiver_type: 'orchestrator',
    message: 'Go on',
  };
  const early = { updated_at: '2026-03-04T08:59:59.99+00:00' };
  const cases: [description: string, KindId, row: object, expected: string[]][] = [
    ['created and changed at once', 'orchestrator-agent', row, []],
    ['changed before it was created', 'orchestrator-agent', { ...row, ...early }, ['warning /updated_at']],
    ['an agent changed before it was created', 'agent', { ...agent, ...early }, ['warning /updated_at']],
    ['a message changed before it was created', 'orchestrator-chat', { ...chat, ...early }, ['warning /updated_at']],
    [
      'a workflow changed before it was created',
      'ai-developer-workflow',
      { ...workflow, ...early, completed_at: '2026-03-04T09:05:00Z' },
      ['warning /updated_at'],
    ],
    [
      'a workflow that ends before it starts',
      'ai-developer-workflow',
      { ...workflow, started_at: '2026-03-04T09:05:00Z', completed_at: '2026-03-04T09:04:00Z' },
      ['error /completed_at'],
    ],
    [
      'a workflow that was cancelled before it was started',
      'ai-developer-workflow',
      { ...workflow, started_at: null, completed_at: '2026-03-04T08:00:00Z' },
      [],
    ],
  ];
  it.each(cases)('%s', async (_description, kind, value, expected) => {
    const bytes = Buffer.from(JSON.stringify(value));
    const [document] = parseDocuments(bytes, { format: 'json', limits: DEFAULT_LIMITS });
    if (!document) throw new Error('there is no document');
    const { diagnostics } = await createLinter(RULES).document({ file: 'row.json', kind }, document);
    expect(diagnostics.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual(expected);
    expect(diagnostics.every(({ ruleId }) => ruleId === RULE)).toBe(true);
  });
});

it('its page shows what its example prints', async () => {
  const page = await readPage('timestamps-in-order');
  for (const diagnostic of await diagnose(await readTree('rules/timestamps-in-order/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

it.each([
  ['2026-05-11T08:05:00Z', []],
  ['2026-05-11T08:04:59Z', ['warning /research_plan/created_at']],
])('research that begins at 08:05 may be planned at %s', async (time, expected) => {
  const found = await lintFiles({ [RUN_FILE]: runOf({ '/research_plan/created_at': time }) });
  expect(found.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual(expected);
});
