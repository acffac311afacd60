import { describe, expect, it } from 'vitest';
import { diagnoseChanges, diagnoseRow, told } from '../support/lint-steps.js';
import type { Tree } from '../support/tree.js';

const FILE = 'agents/sessions/2026-03-04_export-to-csv_k3m9q2/dev-notes.json';

/** A note whose words are its name; its id is told by its number. */
function note(number: number, content: unknown, more: object = {}): object {
  return {
    id: `dn-${String(number).padStart(3, '0')}`,
    timestamp: '2026-03-04T13:00:00+00:00',
    scope: { type: 'session', ref: null },
    category: 'decision',
    content,
    ...more,
  };
}

function notes(list: unknown): Record<string, unknown> {
  return { [FILE]: { session_id: '2026-03-04_export-to-csv_k3m9q2', notes: list } };
}

const [A, B, C] = [note(1, 'a'), note(2, 'b'), note(3, 'c')] as const;
const STAYS = 'what notes holds stays as it was written';
const AFTER = 'what is new comes after what is there';

describe('the notes of a session', () => {
  const gone = (id: string, now: string, then: number): string =>
    `error /notes "${id}" is no longer in notes, which has ${now} where it had ${String(then)}; what notes holds stays in it`;
  type Case = [description: string, before: unknown, after: unknown, exact: string[], sampled?: string[]];
  const cases: Case[] = [
    ['begin', [], [A], []],
    ['get another at the end', [A], [A, B, C], []],
    ['stay as they are', [A, B], [A, B], []],
    ['keep a time in another spelling', [A], [note(1, 'a', { timestamp: '2026-03-04T14:00:00+01:00' })], []],
    ['have none any more', [A, B], [], [gone('dn-001', '0 elements', 2)]],
    ['are gone', [A], undefined, [gone('dn-001', '0 elements', 1)]],
    ['are null', [A], null, [gone('dn-001', '0 elements', 1)]],
    ['lose the first', [A, B], [B], [gone('dn-001', '1 element', 2)]],
    ['lose the last', [A, B, C], [A, B], [gone('dn-003', '2 elements', 3)]],
    ['lose one for another', [A, B], [A, C], [gone('dn-002', '2 elements', 2)]],
    [
      'have one with other words',
      [A, B],
      [A, note(2, 'other')],
      [`error /notes/1/content notes[1].content changes from "b" to "other"; ${STAYS}`],
    ],
    [
      'have one about something else',
      [A],
      [note(1, 'a', { scope: { type: 'task', ref: null } })],
      [`error /notes/0/scope/type notes[0].scope.type changes from "session" to "task"; ${STAYS}`],
    ],
    [
      'have one about what it was not about',
      [A],
      [note(1, 'a', { scope: { type: 'session', ref: '1.1' } })],
      [`error /notes/0/scope/ref notes[0].scope.ref changes from "null" to "1.1"; ${STAYS}`],
    ],
    [
      'keep a time in another spelling, while another has other words',
      [A, B],
      [note(1, 'a', { timestamp: '2026-03-04T14:00:00+01:00' }), note(2, 'other')],
      [`error /notes/1/content notes[1].content changes from "b" to "other"; ${STAYS}`],
    ],
    [
      'have one with a list in the place of words',
      [A],
      [note(1, ['a'])],
      [`error /notes/0/content notes[0].content changes; ${STAYS}`],
    ],
    [
      'have one that lost its words',
      [A],
      [note(1, undefined)],
      [`error /notes/0/content notes[0].content changes from "a" to "absent"; ${STAYS}`],
    ],
    ['change their order', [A, B], [B, A], [`error /notes/1 "dn-001" moves from notes[0] to notes[1]; ${AFTER}`]],
    [
      'were merged with others, which stand among them',
      [A, C],
      [A, B, C],
      [`error /notes/2 "dn-003" moves from notes[1] to notes[2]; ${AFTER}`],
      [`info /notes/2 "dn-003" moves from notes[1] to notes[2], behind others; but for a merge, ${AFTER}`],
    ],
    [
      'were merged with others, and have new ids after those',
      [A, note(2, 'mine'), note(3, 'mine too')],
      [A, note(2, 'yours'), note(3, 'mine'), note(4, 'mine too')],
      [`error /notes/1/content notes[1].content changes from "mine" to "yours"; ${STAYS}`],
      [`info /notes/2 "dn-002" moves from notes[1] to notes[2], behind others; but for a merge, ${AFTER}`],
    ],
    [
      'were merged with others, and keep a time in another spelling',
      [A, C],
      [note(1, 'a', { timestamp: '2026-03-04T14:00:00+01:00' }), B, C],
      [`error /notes/2 "dn-003" moves from notes[1] to notes[2]; ${AFTER}`],
      [`info /notes/2 "dn-003" moves from notes[1] to notes[2], behind others; but for a merge, ${AFTER}`],
    ],
    [
      'move up into the place of a template',
      [{ ...A, id: '{{ID}}' }, B],
      [B],
      [`error /notes/0 "dn-002" moves from notes[1] to notes[0]; ${AFTER}`],
    ],
    ['fill in a template', [note(1, '{{NOTE}}'), B], [A, B], []],
    [
      'fill in a template and change another',
      [note(1, '{{NOTE}}'), B],
      [A, note(2, 'other')],
      [`error /notes/1/content notes[1].content changes from "b" to "other"; ${STAYS}`],
    ],
    ['are no list and become one', 'none', [A], []],
    ['have elements that are no notes', ['x', 5], ['x', 5, A], []],
    [
      'lose such an element',
      ['x', 5],
      ['x'],
      ['error /notes "5" is no longer in notes, which has 1 element where it had 2; what notes holds stays in it'],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, exact, sampled = exact) => {
    expect(told('append-only-broken', 'exact', notes(before), notes(after))).toEqual(exact);
    expect(told('append-only-broken', 'sampled', notes(before), notes(after))).toEqual(sampled);
  });

  it('tell of the first that is not what it was alone', () => {
    expect(told('append-only-broken', 'exact', notes([A, B, C]), notes([note(1, 'x'), note(2, 'y')]))).toHaveLength(1);
  });
});

it('points at the earlier note and says both values', () => {
  const [found] = diagnoseChanges([{ before: notes([A, B]), after: notes([A, note(2, 'x')]), granularity: 'exact' }]);
  expect(found?.related.map(({ message, pointer }) => [message, pointer])).toEqual([
    ['notes[1] is "dn-002"', '/notes/1'],
  ]);
  expect(found?.step).toMatchObject({ from: 'b', to: 'x' });
});

describe('a hook log', () => {
  const LOG = 'agents/logging/hook_logs/4e6b8d10-93a2-4f57-8c1e-70d2b5a9f364/Stop.jsonl';
  const line = (second: number): string => `{"timestamp": "2026-03-04T10:00:0${String(second)}.000", "payload": {}}`;
  const [ONE, TWO, THREE] = [line(1), line(2), line(3)] as const;
  const log = (...lines: string[]): Record<string, string> => ({ [LOG]: lines.join('\n') });
  const ADDED = 'a log is only added to';
  const cases: [description: string, before: object, after: object, exact: string[], sampled: string[]][] = [
    ['gets more lines', log(ONE, ''), log(ONE, TWO, THREE, ''), [], []],
    ['gets its first lines', log(''), log(ONE, ''), [], []],
    ['loses only the line feed at its end', log(ONE, ''), log(ONE), [], []],
    ['goes on behind a last line without line feed', log(ONE, TWO), log(ONE, TWO, THREE, ''), [], []],
    ['loses the rest of a line whose writer was stopped', log(ONE, '{"timest'), log(ONE, TWO, ''), [], []],
    ['has other ends of lines', log(ONE, TWO, ''), { [LOG]: `${ONE}\r\n${TWO}\r\n${THREE}\r\n` }, [], []],
    [
      'has a line written anew',
      log(ONE, TWO, ''),
      log(ONE, THREE, ''),
      [`error /1 line 2 is not what it was; ${ADDED}`],
      [`warning /1 line 2 is not what it was; ${ADDED}`],
    ],
    [
      'has its last line written anew, without the line feed behind it',
      log(ONE, TWO, ''),
      log(ONE, THREE),
      [`error /1 line 2 is not what it was; ${ADDED}`],
      [`warning /1 line 2 is not what it was; ${ADDED}`],
    ],
    [
      'is cut short before the line feed of its last line',
      log(ONE, TWO, THREE),
      log(ONE),
      [`error /0 this log has 1 line where it had 3 lines; ${ADDED}`],
      [`warning /0 this log has 1 line where it had 3 lines; ${ADDED}`],
    ],
    [
      'is cut short',
      log(ONE, TWO, THREE, ''),
      log(ONE, ''),
      [`error /1 this log has 1 line where it had 3 lines; ${ADDED}`],
      [`warning /1 this log has 1 line where it had 3 lines; ${ADDED}`],
    ],
    [
      'has a line put in',
      log(ONE, THREE, ''),
      log(ONE, TWO, THREE, ''),
      ['error /2 what was line 2 is line 3, behind others; but for a merge, what is new comes after what is there'],
      ['info /2 what was line 2 is line 3, behind others; but for a merge, what is new comes after what is there'],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, exact, sampled) => {
    const found = (['exact', 'sampled'] as const).map((granularity) =>
      told('append-only-broken', granularity, before as Tree, after as Tree),
    );
    expect(found).toEqual([exact, sampled]);
  });

  it('may be copied for a session of its own', () => {
    const copy = LOG.replace('4e6b8d10', '5f7c9e21');
    const moves = [
      { how: 'copied', from: LOG.replace('/Stop.jsonl', ''), to: copy.replace('/Stop.jsonl', '') },
    ] as const;
    const after = { ...log(ONE, TWO, ''), [copy]: `${THREE}\n` };
    expect(told('append-only-broken', 'sampled', log(ONE, TWO, ''), after, moves)).toEqual([]);
  });

  it('is shown with the line that was', () => {
    const change = { before: log(ONE, TWO, ''), after: log(ONE, THREE, ''), granularity: 'exact' } as const;
    expect(diagnoseChanges([change])).toMatchObject([
      {
        line: 2,
        column: 1,
        endLine: 2,
        endColumn: THREE.length + 1,
        related: [{ line: 2, message: 'this is line 2' }],
      },
    ]);
  });
});

describe('what is no log may change', () => {
  const event = (name: string): object => ({ hook_event_name: name });
  const cases: [what: string, before: object, after: object][] = [
    ['an event', event('Stop'), event('SessionEnd')],
    ['a list of events', [event('Stop')], [event('SessionEnd')]],
    ['a list of which some are events', ['a', event('Stop')], ['b', event('Stop')]],
  ];
  it.each(cases)('%s', (_what, before, after) => {
    expect(diagnoseRow('hook-event', before, after, 'exact')).toEqual([]);
  });

  it('a list of words in the place of a plan', () => {
    expect(diagnoseRow('plan', ['a'], ['b'], 'exact')).toEqual([]);
  });
});
