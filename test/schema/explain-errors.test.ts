import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import schemaRule from '../../rules/schema.js';
import { fill } from '../../src/lint/message.js';
import { explainErrors, type SchemaMistake } from '../../src/schema/explain-errors.js';
import { unsoundPlaces } from '../../src/schema/validate.js';
import { PATTERN_WORDS } from '../../src/schema/generated/patterns.js';
import type { SchemaId } from '../../src/schema/generated/schema-types.js';
import { loadValidator } from '../../src/schema/generated/validators.js';
import { type Changes, edit } from '../support/edit.js';
import { ROOT, SCHEMAS, subschemas } from '../support/schema-files.js';
import { readFixtures } from '../support/schema-fixtures.js';

const DATE_TIME = 'an RFC 3339 date-time with an offset, such as 2026-03-01T09:30:00Z';

describe('one mistake is told once', () => {
  test.each<[name: string, schema: SchemaId, fixture: string, changes: Changes, told: string]>([
    [
      'a required property that is missing',
      'session-state-v2',
      'minimal',
      { '/status': undefined },
      ': property "status" is missing',
    ],
    [
      'a required property that is missing inside another',
      'session-state-v2',
      'minimal',
      { '/build_progress/current_checkpoint': undefined },
      '/build_progress: property "current_checkpoint" is missing in build_progress',
    ],
    [
      'a required property that is misspelt: not as one missing and one unknown',
      'session-state-v2',
      'minimal',
      { '/status': undefined, '/staus': 'active' },
      '/staus: unknown property "staus" where "status" is missing; did you mean "status"?',
    ],
    [
      'a required property in another case style',
      'hook-event',
      'Stop',
      { '/stop_hook_active': undefined, '/stopHookActive': false },
      '/stopHookActive: unknown property "stopHookActive" where "stop_hook_active" is missing; did you mean "stop_hook_active"?',
    ],
    [
      'a missing property, though a comment is spelt like it',
      'session-state-v2',
      'minimal',
      { '/status': undefined, '/_status': 'active' },
      ': property "status" is missing',
    ],
    [
      'a missing property, though a known one is spelt like it',
      'session-state-v3',
      'full',
      { '/session_id': undefined, '/session_uuid': '2f6c1a90-7d3e-4b85-9c40-6d1e5f2a8b37' },
      ': property "session_id" is missing',
    ],
    [
      'a wrong type where words are listed: not as one outside the list as well',
      'session-state-v2',
      'minimal',
      { '/current_phase': 3 },
      '/current_phase: current_phase is an integer; it must be a string',
    ],
    [
      'a wrong type where a format is asked for',
      'session-state-v2',
      'minimal',
      { '/created_at': null },
      '/created_at: created_at is null; it must be a string',
    ],
    [
      'a number that is no integer',
      'session-state-v2',
      'minimal',
      { '/build_progress/checkpoints_total': 2.5 },
      '/build_progress/checkpoints_total: build_progress.checkpoints_total is a number; it must be an integer or null',
    ],
    [
      'a word that is not listed',
      'session-state-v2',
      'minimal',
      { '/status': 'busy' },
      '/status: status is "busy"; it must be "active", "paused", "failed" or "complete"',
    ],
    [
      'a listed word, misspelt',
      'session-state-v2',
      'minimal',
      { '/current_phase': 'buidl' },
      '/current_phase: current_phase is "buidl"; it must be "spec", "plan", "build", "docs" or "complete"; did you mean "build"?',
    ],
    [
      'a listed word in another case style',
      'plan-v2',
      'minimal',
      { '/status': 'InProgress' },
      '/status: status is "InProgress"; it must be "draft", "in_progress" or "complete"; did you mean "in_progress"?',
    ],
    [
      'a listed word in capitals',
      'plan-v2',
      'minimal',
      { '/status': 'DRAFT' },
      '/status: status is "DRAFT"; it must be "draft", "in_progress" or "complete"; did you mean "draft"?',
    ],
    [
      'another word for a listed one',
      'session-state-v2',
      'minimal',
      { '/current_phase': 'implementation' },
      '/current_phase: current_phase is "implementation"; it must be "spec", "plan", "build", "docs" or "complete"; did you mean "build"?',
    ],
    [
      'another word, in another case style, for one that is listed here',
      'session-state-v2',
      'minimal',
      { '/status': 'in-progress' },
      '/status: status is "in-progress"; it must be "active", "paused", "failed" or "complete"; did you mean "active"?',
    ],
    [
      'another word for a spelling of a state: the state itself is meant',
      'plan-v2',
      'minimal',
      { '/status': 'Done' },
      '/status: status is "Done"; it must be "draft", "in_progress" or "complete"; did you mean "complete"?',
    ],
    [
      'a time without an offset',
      'session-state-v2',
      'minimal',
      { '/updated_at': '2026-02-20T08:00:00' },
      `/updated_at: updated_at is "2026-02-20T08:00:00"; it must be ${DATE_TIME}`,
    ],
    [
      'a time with a tab for the T: a date-time to some validators only',
      'session-state-v2',
      'minimal',
      { '/updated_at': '2026-02-20\t08:00:00Z' },
      String.raw`/updated_at: updated_at is "2026-02-20\t08:00:00Z"; it must be an RFC 3339 date-time with an offset from UTC, such as 2026-03-04T09:30:00+00:00 or 2026-03-04T09:30:00Z; between date and time stands a T`,
    ],
    [
      'an id of another form, in the words of the schema',
      'dev-notes',
      'full',
      { '/notes/0/id': 'note 1' },
      '/notes/0/id: notes[0].id is "note 1"; it must be the note\'s id: dn- and a number of at least three digits, ascending from dn-001',
    ],
    [
      'another spelling of a state, misspelt: the state itself is meant',
      'plan-v2',
      'minimal',
      { '/status': 'finalised' },
      '/status: status is "finalised"; it must be "draft", "in_progress" or "complete"; did you mean "complete"?',
    ],
    ['an empty id', 'session-state-v2', 'minimal', { '/session_id': '' }, '/session_id: session_id must not be empty'],
    [
      'a number out of range',
      'agent-log',
      'minimal',
      { '/entry_index': -1 },
      '/entry_index: entry_index is -1; it must be at least 0',
    ],
    [
      'a value that only another category may have',
      'agent-log',
      'minimal',
      { '/event_type': 'StepEnd' },
      '/event_type: event_type must not be "StepEnd" here',
    ],
    [
      'a property that the branch of an event requires: not the branch as well',
      'hook-event',
      'PreToolUse',
      { '/tool_name': undefined },
      ': property "tool_name" is missing',
    ],
    [
      'a type that the branch of an event asks for: not the branch as well',
      'hook-event',
      'Stop',
      { '/stop_hook_active': 'no' },
      '/stop_hook_active: stop_hook_active is a string; it must be a boolean',
    ],
    [
      'a word that the branch of an event lists',
      'hook-event',
      'SessionStart',
      { '/source': 'Startup' },
      '/source: source is "Startup"; it must be "startup", "resume", "clear", "compact" or "fork"; did you mean "startup"?',
    ],
    [
      'an event in a log line, in its branch',
      'hook-log',
      'utc',
      { '/payload/session_id': 7 },
      '/payload/session_id: payload.session_id is an integer; it must be a string',
    ],
    [
      'what a status requires',
      'ai-developer-workflow',
      'cancelled',
      { '/completed_at': null },
      '/completed_at: completed_at is null; it must be a string',
    ],
  ])('%s', async (_name, schema, fixture, changes, told) => {
    expect((await mistakesIn(schema, edit(valid(schema, fixture), changes))).map(inWords)).toEqual([told]);
  });

  const wrong = readFixtures().documents.filter((one) => one.valid === false && one.schema in loadValidator);

  test.each(wrong.map((document) => [document.name, document] as const))('%s', async (_name, { schema, value }) => {
    const mistakes = await mistakesIn(schema as SchemaId, value);
    expect(mistakes.map(inWords)).toHaveLength(1);
  });

  test(`in each of ${wrong.length} documents that do not fit`, () => {
    expect(wrong.length).toBeGreaterThan(240);
  });
});

describe('the misspelling of a missing property is looked for', () => {
  test.each([
    [99, 'misspelt'],
    [100, 'missing'],
  ])('behind %d unknown properties, it is %s', async (before, message) => {
    const unknown = Object.fromEntries(Array.from({ length: before }, (_, index) => [`/zzzzzzz${String(index)}`, 1]));
    const state = edit(valid('session-state-v2', 'minimal'), { ...unknown, '/status': undefined, '/staus': 'active' });
    expect((await mistakesIn('session-state-v2', state)).map((mistake) => mistake.message)).toEqual([message]);
  });

  test('once an object, however much it lacks', async () => {
    let looked = 0;
    const object = new Proxy({ zzzzzzz: 1 }, { ownKeys: (target) => ((looked += 1), Reflect.ownKeys(target)) });
    expect(await mistakesIn('session-state-v2', object)).not.toHaveLength(1);
    expect(looked).toBe(1);
  });
});

describe('several mistakes', () => {
  test('are told one by one', async () => {
    const state = edit(valid('session-state-v2', 'minimal'), {
      '/topic': undefined,
      '/status': 'actve',
      '/updated_at': 0,
      '/build_progress/checkpoints_completed': [1, '2', 3, null],
      '/build_progress/current_checkpoint': undefined,
      '/build_progress/currentCheckpoint': 1,
    });
    expect((await mistakesIn('session-state-v2', state)).map(inWords).sort()).toEqual(
      [
        '/build_progress/checkpoints_completed/1: build_progress.checkpoints_completed[1] is a string; it must be an integer',
        '/build_progress/checkpoints_completed/3: build_progress.checkpoints_completed[3] is null; it must be an integer',
        '/build_progress/currentCheckpoint: unknown property "currentCheckpoint" in build_progress where "current_checkpoint" is missing; did you mean "current_checkpoint"?',
        '/status: status is "actve"; it must be "active", "paused", "failed" or "complete"; did you mean "active"?',
        '/updated_at: updated_at is an integer; it must be a string',
        ': property "topic" is missing',
      ].sort(),
    );
  });

  test('are each missing property by itself', async () => {
    expect((await mistakesIn('dev-notes', {})).map(inWords)).toEqual([
      ': property "session_id" is missing',
      ': property "notes" is missing',
    ]);
  });

  test('are one where the document as a whole is wrong', async () => {
    for (const value of [[], null, 'state', 4, true]) {
      const mistakes = await mistakesIn('session-state-v2', value);
      expect(mistakes, String(value)).toMatchObject([{ message: 'type', at: [], data: { name: 'the document' } }]);
    }
  });
});

describe('the configuration, where unknown properties are wrong', () => {
  test.each([
    [{ ignore: ['docs/**'] }, '/ignore: unknown property "ignore"; did you mean "ignores"?'],
    [{ maxfilesize: 5 }, '/maxfilesize: unknown property "maxfilesize"; did you mean "maxFileSize"?'],
    [{ plugins: [] }, '/plugins: unknown property "plugins"'],
    [
      { rules: { schema: 'warn' } },
      '/rules/schema: rules.schema is "warn"; it must be "error", "info", "off" or "warning"; did you mean "warning"?',
    ],
  ])('%j', async (config, told) => {
    expect((await mistakesIn('config', config)).map(inWords)).toEqual([told]);
  });
});

describe('what a mistake says beside its words', () => {
  test('points at a key where the key is wrong, and at the value elsewhere', async () => {
    const state = edit(valid('session-state-v2', 'minimal'), { '/status': undefined, '/staus': 'active', '/topic': 1 });
    const on = Object.fromEntries(
      (await mistakesIn('session-state-v2', state)).map((one) => [one.at.join('/'), one.on]),
    );
    expect(on).toEqual({ staus: 'key', topic: 'value' });
  });

  test('the places that are not to be judged further are those of values, not of what is missing', async () => {
    const notes = { notes: [{ ...(valid('dev-notes', 'minimal') as { notes: object[] }).notes[0], id: 5 }] };
    const validate = await loadValidator['dev-notes']();
    expect(validate(notes)).toBe(false);
    expect(unsoundPlaces(validate.errors ?? [])).toEqual(['/notes/0/id']);
  });

  test('quotes a long value from its beginning, and no escape in half', async () => {
    const status = `${'a'.repeat(59)}"\n${'b'.repeat(1000)}`;
    const [mistake] = await mistakesIn(
      'session-state-v2',
      edit(valid('session-state-v2', 'minimal'), { '/status': status }),
    );
    expect(mistake?.data).toMatchObject({ value: String.raw`"${'a'.repeat(59)}\"…"` });
  });

  test('names a container by its type alone', async () => {
    const [mistake] = await mistakesIn(
      'session-state-v2',
      edit(valid('session-state-v2', 'minimal'), { '/status': {} }),
    );
    expect(mistake?.data).toMatchObject({ value: 'an object', found: 'an object' });
  });
});

describe('what a pattern asks for', () => {
  const patterns = SCHEMAS.filter(({ id }) => id !== 'change-vocabulary').flatMap(({ schema }) =>
    [...subschemas(schema)].flatMap(({ keywords: { pattern } }) => (typeof pattern === 'string' ? [pattern] : [])),
  );

  test('is said in words for every pattern of the schemas, and not so long that it would be cut', () => {
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of patterns) {
      expect(PATTERN_WORDS[pattern], pattern).toMatch(/^(?:an?|the) /u);
      expect(PATTERN_WORDS[pattern]?.length, pattern).toBeLessThanOrEqual(160);
    }
  });

  test('is the pattern itself where no words are known', () => {
    const error = { instancePath: '/topic', keyword: 'pattern', params: { pattern: '^x+$' } };
    expect(explainErrors('session-state-v2', { topic: 'y' }, [error]).map(inWords)).toEqual([
      '/topic: topic is "y"; it must be text that matches the pattern ^x+$',
    ]);
  });
});

async function mistakesIn(schema: SchemaId, value: unknown): Promise<SchemaMistake[]> {
  const validate = await loadValidator[schema]();
  return validate(value) ? [] : explainErrors(schema, value, validate.errors ?? []);
}

/** Where it is and what it is, as the rule `schema` says it. */
function inWords({ at, message, data }: SchemaMistake): string {
  return `${at.map((key) => `/${key}`).join('')}: ${fill(schemaRule.messages[message] ?? '', data)}`;
}

function valid(schema: SchemaId, fixture: string): unknown {
  return JSON.parse(readFileSync(path.join(ROOT, `fixtures/schemas/${schema}/valid/${fixture}.json`), 'utf8'));
}
