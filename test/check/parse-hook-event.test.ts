import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseHookEvent } from '../../src/check/parse-hook-event.js';
import { ROOT } from '../support/schema-files.js';

describe('the text on standard input of a hook', () => {
  const stop: unknown = JSON.parse(
    readFileSync(path.join(ROOT, 'fixtures/schemas/hook-event/valid/Stop.json'), 'utf8'),
  );
  const unlisted = { hook_event_name: 'LanternLit', session_id: 's1' };

  test.each([
    ['a listed event', stop, { status: 'event', event: stop }],
    ['an event of a newer client', unlisted, { status: 'unlisted', event: unlisted }],
    ['an event of another client', { hookEventName: 'Stop', session_id: 's1' }, { status: 'foreign' }],
  ])('is %s', (_name, value, parsed) => {
    expect(parseHookEvent(JSON.stringify(value))).toEqual(parsed);
    expect(parseHookEvent(`\n ${JSON.stringify(value, null, 2)}\n`)).toEqual(parsed);
  });

  test.each([
    ['an event that lacks a property', { ...(stop as object), cwd: undefined }, ['property "cwd" is missing']],
    [
      'an event with a wrong type',
      { ...(stop as object), stop_hook_active: 1 },
      ['stop_hook_active is an integer; it must be a boolean'],
    ],
    ['an event without a session', { hook_event_name: 'LanternLit' }, ['property "session_id" is missing']],
    ['a list of events', [stop], ['the document is an array; it must be an object']],
    ['null', null, ['the document is null; it must be an object']],
    ['a text', 'Stop', ['the document is a string; it must be an object']],
  ])('is invalid, and says in one line why: %s', (_name, value, errors) => {
    expect(parseHookEvent(JSON.stringify(value))).toEqual({ status: 'invalid', errors });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'Stop'],
    ['JSON that is cut off', '{"hook_event_name": "Stop"'],
    ['two events', `${JSON.stringify(stop)}\n${JSON.stringify(stop)}`],
  ])('is invalid when it is %s', (_name, text) => {
    expect(parseHookEvent(text)).toEqual({ status: 'invalid', errors: [expect.stringMatching(/^not JSON: ./u)] });
  });

  test('is invalid, and where it is no JSON says where and why, in words without control characters', () => {
    expect(parseHookEvent('{"hook_event_name": \u001b[2J}')).toEqual({
      status: 'invalid',
      errors: ['not JSON: found U+001B; expected a value (line 1, column 21)'],
    });
  });

  test('is invalid, and no value of it drives a terminal', () => {
    const parsed = parseHookEvent(JSON.stringify({ ...(stop as object), stop_hook_active: '\u001b[2J\u202e' }));
    expect(parsed).toEqual({ status: 'invalid', errors: ['stop_hook_active is a string; it must be a boolean'] });
    const named = parseHookEvent(`{"hook_event_name": "Stop", "stop\\u009b_hook_active": true}`);
    expect(named.status === 'invalid' && named.errors.join('\n')).not.toMatch(/[\u009b\u202e]/u);
  });

  test('is invalid when it ends very deep inside', () => {
    expect(parseHookEvent('['.repeat(200_000)).status).toBe('invalid');
  });

  test('is read however deep it is', () => {
    const depth = 200_000;
    const input = `{"a": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const text = `{"hook_event_name": "LanternLit", "session_id": "s1", "input": ${input}}`;
    expect(parseHookEvent(text).status).toBe('unlisted');
  });
});
