import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';

const RULE = 'notes-in-order';

test('notes in order have no finding, be there gaps between them', async () => {
  expect(await lintTree('rules/notes-in-order/passes')).toEqual([]);
});

test('tells of an id that is there twice, of a note in the wrong place, and of a time that goes back', async () => {
  const found = await lintTree('rules/notes-in-order/fails');
  expect(found.map(({ rule, severity, pointer }) => [rule, severity, pointer])).toEqual([
    [RULE, 'warning', '/notes/1/timestamp'],
    [RULE, 'warning', '/notes/2/id'],
    [RULE, 'error', '/notes/3/id'],
  ]);
});

type Note = [id: string, time: string];
const cases: [description: string, notes: Note[], pointers: string[]][] = [
  [
    'ids are compared as numbers',
    [
      ['dn-999', '10:00:00Z'],
      ['dn-1000', '10:00:01Z'],
    ],
    [],
  ],
  [
    'a number is none before itself, however it is written',
    [
      ['dn-001', '10:00:00Z'],
      ['dn-0001', '10:00:01Z'],
    ],
    [],
  ],
  [
    'times are compared as instants',
    [
      ['dn-001', '12:00:00+02:00'],
      ['dn-002', '10:30:00Z'],
    ],
    [],
  ],
  [
    'a time without a fraction stands for its second',
    [
      ['dn-001', '10:00:00.500Z'],
      ['dn-002', '10:00:00Z'],
    ],
    [],
  ],
  [
    'what was put in the wrong place is told once',
    [
      ['dn-002', '10:30:00Z'],
      ['dn-001', '10:00:00Z'],
    ],
    ['/notes/1/id'],
  ],
  [
    'one note at the wrong time is one finding',
    [
      ['dn-001', '10:00:00Z'],
      ['dn-002', '09:00:00Z'],
      ['dn-003', '10:30:00Z'],
    ],
    ['/notes/1/timestamp'],
  ],
  [
    'one note with too high an id is one finding',
    [
      ['dn-009', '10:00:00Z'],
      ['dn-002', '10:10:00Z'],
      ['dn-003', '10:20:00Z'],
    ],
    ['/notes/1/id'],
  ],
  [
    'a note that stands too early, with its time, is one finding',
    [
      ['dn-001', '10:00:00Z'],
      ['dn-004', '10:30:00Z'],
      ['dn-002', '10:10:00Z'],
      ['dn-003', '10:20:00Z'],
      ['dn-005', '10:40:00Z'],
    ],
    ['/notes/2/id'],
  ],
  [
    'one note at too late a time is one finding',
    [
      ['dn-001', '10:00:00Z'],
      ['dn-002', '12:00:00Z'],
      ['dn-003', '10:10:00Z'],
      ['dn-004', '10:20:00Z'],
    ],
    ['/notes/2/timestamp'],
  ],
  [
    'an id that does not fit is for the schema to tell',
    [
      ['two', '10:00:00Z'],
      ['dn-001', '09:00:00Z'],
    ],
    [],
  ],
];
test.each(cases)('%s', async (_description, notes, pointers) => {
  const document = {
    session_id: '2026-05-11_order-labels_a1b2c3',
    notes: notes.map(([id, time]) => ({
      id,
      timestamp: `2026-05-11T${time}`,
      scope: { type: 'session', ref: null },
      category: 'decision',
      content: 'So be it.',
    })),
  };
  const found = await lintFiles({ 'agents/sessions/2026-05-11_order-labels_a1b2c3/dev-notes.json': document });
  expect(found.filter(({ rule }) => rule === RULE).map(({ pointer }) => pointer)).toEqual(pointers);
});
