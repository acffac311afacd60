import { describe, expect, it } from 'vitest';
import { type Move, told } from '../support/lint-steps.js';

const [OLD, NEW] = ['2026-03-04_export-to-csv_k3m9q2', '2026-03-04_csv-export_k3m9q2'];
const NEVER = 'an id never changes, as others refer to it';

/** Notes with an id, in a session's folder. */
function notes(folder: string, id: unknown): Record<string, unknown> {
  return { [`agents/sessions/${folder}/dev-notes.json`]: { session_id: id, notes: [] } };
}

describe('an id', () => {
  const renamed: Move = { how: 'renamed', from: `agents/sessions/${OLD}`, to: `agents/sessions/${NEW}` };
  const copied: Move = { ...renamed, how: 'copied' };
  type Side = readonly [folder: string, id: unknown];
  type Case = [description: string, before: Side, after: Side, moves: Move[], expected: string[]];
  const cases: Case[] = [
    ['stays', [OLD, OLD], [OLD, OLD], [], []],
    [
      'changes',
      [OLD, OLD],
      [OLD, NEW],
      [],
      [`error /session_id session_id changes from "${OLD}" to "${NEW}"; ${NEVER}`],
    ],
    ['is put right', [OLD, NEW], [OLD, OLD], [], []],
    [
      'was wrong and becomes wrong in another way',
      [OLD, NEW],
      [OLD, 'other'],
      [],
      [`error /session_id session_id changes from "${NEW}" to "other"; ${NEVER}`],
    ],
    ['is filled in', [OLD, '{{SESSION_ID}}'], [OLD, OLD], [], []],
    ['is filled in with another than the folder', [OLD, ''], [OLD, NEW], [], []],
    ['comes', [OLD, undefined], [OLD, OLD], [], []],
    ['goes', [OLD, OLD], [OLD, undefined], [], [`error /session_id session_id was "${OLD}" and is absent; ${NEVER}`]],
    [
      'is set back to null',
      [OLD, OLD],
      [OLD, null],
      [],
      [`error /session_id session_id was "${OLD}" and is null; ${NEVER}`],
    ],
    [
      'becomes a placeholder',
      [OLD, OLD],
      [OLD, '{{SESSION_ID}}'],
      [],
      [`error /session_id session_id changes from "${OLD}" to "{{SESSION_ID}}"; ${NEVER}`],
    ],
    [
      'is renamed with its folder',
      [OLD, OLD],
      [NEW, NEW],
      [renamed],
      [
        `warning /session_id the folder "${OLD}" becomes "${NEW}", and session_id with it; what refers to "${OLD}" finds nothing`,
      ],
    ],
    [
      'stays when its folder is renamed',
      [OLD, OLD],
      [NEW, OLD],
      [renamed],
      [
        `error /session_id the folder "${OLD}" becomes "${NEW}" but session_id stays "${OLD}"; the id is the name of its folder`,
      ],
    ],
    [
      'is renamed otherwise than its folder',
      [OLD, OLD],
      [NEW, 'other'],
      [renamed],
      [`error /session_id session_id changes from "${OLD}" to "other"; ${NEVER}`],
    ],
    ['is the name that its folder gets', [OLD, NEW], [NEW, NEW], [renamed], []],
    ["was another than the folder's and stays that", [OLD, 'other'], [NEW, 'other'], [renamed], []],
    ['was another and becomes that of the new folder', [OLD, 'other'], [NEW, NEW], [renamed], []],
    ['is a placeholder in a folder that is renamed', [OLD, '{{ID}}'], [NEW, '{{ID}}'], [renamed], []],
    [
      'is in two folders after it was copied',
      [OLD, OLD],
      [NEW, OLD],
      [copied],
      [
        `error /session_id the folder "${NEW}" is a copy of "${OLD}" and session_id stays "${OLD}"; each folder has an id of its own`,
      ],
    ],
    ['is another in the copy', [OLD, OLD], [NEW, NEW], [copied], []],
    ['is another in the copy, though not that of its folder', [OLD, OLD], [NEW, 'other'], [copied], []],
    [
      'is spelled with other bytes for the same accent',
      ['caf\u00e9', 'cafe\u0301'],
      ['caf\u00e9', 'caf\u00e9'],
      [],
      [],
    ],
    [
      'stays when the accents of its folder are spelled with other bytes',
      ['caf\u00e9', 'caf\u00e9'],
      ['cafe\u0301', 'caf\u00e9'],
      [{ how: 'renamed', from: 'agents/sessions/caf\u00e9', to: 'agents/sessions/cafe\u0301' }],
      [],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, moves, expected) => {
    expect(told('id-changed', 'exact', notes(...before), notes(...after), moves)).toEqual(expected);
    expect(told('id-changed', 'sampled', notes(...before), notes(...after), moves)).toEqual(expected);
  });
});

it('stays in a file that is taken out of the folder', () => {
  const file = 'backup/dev-notes.json';
  const [before, after] = [notes(OLD, OLD), { [file]: { session_id: OLD, notes: [] } }];
  const moves = [{ how: 'renamed', from: `agents/sessions/${OLD}`, to: 'backup' }] as const;
  expect(told('id-changed', 'sampled', before, after, moves)).toEqual([]);
});

describe('the id of', () => {
  const cases: [what: string, file: string, before: object, after: object, expected: string[]][] = [
    [
      'a workflow',
      'agents/4be17d20/adw_state.json',
      { adw_id: '4be17d20', issue_number: '1', all_adws: [] },
      { adw_id: '4be17d21', issue_number: '1', all_adws: [] },
      [`error /adw_id adw_id changes from "4be17d20" to "4be17d21"; ${NEVER}`],
    ],
    [
      'a research, which bears the name of its own folder',
      `agents/sessions/${OLD}/research/r/state.json`,
      { id: 'r', status: 'exploring' },
      { id: OLD, status: 'exploring' },
      [`error /id id changes from "r" to "${OLD}"; ${NEVER}`],
    ],
    [
      'a file of another program is not known',
      'agents/4be17d20/adw_state.json',
      { adw_id: '4be17d20', status: 'running' },
      { adw_id: '4be17d21', status: 'running' },
      [],
    ],
    [
      'a session in a log is that of its lines',
      'agents/logging/hook_logs/a/Stop.jsonl',
      { payload: { session_id: 'a', hook_event_name: 'Stop' } },
      { payload: { session_id: 'b', hook_event_name: 'Stop' } },
      [],
    ],
  ];
  it.each(cases)('%s', (_what, file, before, after, expected) => {
    const line = (value: object): string => JSON.stringify(value);
    expect(told('id-changed', 'sampled', { [file]: line(before) }, { [file]: line(after) })).toEqual(expected);
  });

  it('a research stays that of its folder when the session is renamed', () => {
    const at = (session: string) => ({
      [`agents/sessions/${session}/research/r/state.json`]: { id: 'r', status: 'exploring' },
    });
    const moves = [{ how: 'renamed', from: `agents/sessions/${OLD}`, to: `agents/sessions/${NEW}` }] as const;
    expect(told('id-changed', 'sampled', at(OLD), at(NEW), moves)).toEqual([]);
  });
});
