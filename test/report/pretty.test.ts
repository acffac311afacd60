import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { check, type CheckOptions } from '../../src/check/check.js';
import { format as pretty } from '../../src/report/pretty.js';
import type { FormatOptions } from '../../src/report/format.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

type Options = Partial<FormatOptions> & Omit<CheckOptions, 'cwd'>;

async function shown(tree: Tree, { color = false, quiet = false, columns, ...options }: Options = {}): Promise<string> {
  return [
    ...(await pretty(await check({ cwd: treeOnDisk(tree), config: false, ...options }), { color, quiet, columns })),
  ].join('');
}

const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);

const NOTES = (session: string): string => `{"session_id":"${session}","notes":[]}`;
/** The ADW state of another project: a note, not checked. */
const FOREIGN: Tree = { 'agents/a1/adw_state.json': { adw_id: 'a1', status: 'x' } };
const WARNED: Tree = { 'agents/sessions/w/state.json': {} };
const WRONG: Tree = { 'agents/sessions/x/dev-notes.json': NOTES('y') };
const RIGHT: Tree = { 'agents/sessions/x/dev-notes.json': NOTES('x') };

test('a finding has its place, severity, message and rule, and its line with a mark', async () => {
  expect(await shown({ 'agents/sessions/x/dev-notes.json': '{\n\t"session_id":\t"y",\n\t"notes": []\n}\n' })).toBe(
    [
      'agents/sessions/x/dev-notes.json:2:16  error  session_id is "y" but the folder is "x"; the id in the file is the name of its folder  session-id-matches-folder',
      '  2 │ "session_id": "y",',
      '    │               ^^^',
      '',
      '✖ 1 file (1 document, 1 session): 1 error',
      '',
    ].join('\n'),
  );
});

test('related places are told with their line, and with their file where it is another', async () => {
  const state = {
    session_id: 'x',
    topic: 't',
    description: 'd',
    session_type: 'full',
    created_at: '2026-03-04T10:00:00Z',
    updated_at: '2026-03-04T10:00:00Z',
    current_phase: 'build',
    status: 'active',
    phase_history: {},
    build_progress: { checkpoints_total: 1, checkpoints_completed: [1], current_checkpoint: null },
    git: {},
    commits: [],
    artifacts: {},
  };
  const checkpoint = { id: 1, title: 't', status: 'pending', prerequisites: [], task_groups: [] };
  const plan = { session_id: 'x', status: 'complete', checkpoints: [checkpoint] };
  const text = await shown({
    'agents/sessions/x/state.json': JSON.stringify(state, null, 1),
    'agents/sessions/x/plan.json': JSON.stringify(plan, null, 1),
  });
  const from = text.indexOf('agents/sessions/x/plan.json:4:2');
  expect(text.slice(from, text.indexOf('\n\n', from)).split('\n')).toEqual([
    'agents/sessions/x/plan.json:4:2  warning  checkpoint 1 is pending in plan.json but complete in state.json  state-agrees-with-plan',
    '  4 │ "checkpoints": [',
    '    │ ^^^^^^^^^^^^^',
    '    related: build_progress.checkpoints_completed is [1]  (agents/sessions/x/state.json:13)',
    '    related: checkpoints[0].status is "pending"  (line 8)',
  ]);
});

describe('the summary', () => {
  test.each<[summary: string, tree: Tree, options?: Options]>([
    ['✔ 1 file (1 document, 1 session): no problems', RIGHT],
    [
      '✔ 2 files (3 documents, 1 session): no problems; 2 not checked',
      { ...RIGHT, 'agents/logging/hook_logs/s/Stop.jsonl': '{"payload":{"hookEventName":"a"}}\n'.repeat(2) },
      { quiet: true },
    ],
    ['✔ 1 file (1 document): 1 info; 1 not checked', FOREIGN],
    ['✔ 2 files (2 documents): 2 infos; 2 not checked', { ...FOREIGN, 'agents/a2/adw_state.json': { status: 'x' } }],
    ['⚠ 1 file (1 document, 1 session): 1 warning; 1 not checked', WARNED],
    ['⚠ 1 file (1 document, 1 session): 1 warning (not shown); 1 not checked', WARNED, { quiet: true }],
    ['✖ 1 file (1 document, 1 session): 1 error', WRONG],
    [
      '✖ 4 files (4 documents, 3 sessions): 2 errors, 1 warning, 1 info; 2 not checked, 1 unreadable',
      { ...WRONG, ...WARNED, ...FOREIGN, 'agents/sessions/z/plan.json': '{' },
    ],
  ])('%s', async (summary, tree, options) => {
    expect(lastLine(await shown(tree, options))).toBe(summary);
  });

  test('of nothing found says where is looked', async () => {
    expect(await shown({})).toBe(
      'nothing was checked: no governed file was found\n' +
        'stategate looks in agents/ and .spectre/ folders that git does not ignore; see stategate check --help\n',
    );
  });

  test('of nothing found but what the configuration ignores says so', async () => {
    const tree = { ...RIGHT, 'c.json': { ignores: ['agents/**'] } };
    expect(await shown(tree, { config: 'c.json' })).toBe(
      'nothing was checked: no governed file was found that the configuration does not ignore\n' +
        '"ignores" in the configuration leaves out what stands in agents/ and .spectre/ folders here\n',
    );
  });

  test.each([
    [
      ['a.json'],
      'a.json: not checked: no kind governs it; name one with --kind\nnothing was checked: 1 file left out\n',
    ],
    [
      ['a.json', 'b.json'],
      'a.json: not checked: no kind governs it; name one with --kind\nb.json: not checked: no kind governs it; name one with --kind\nnothing was checked: 2 files left out\n',
    ],
  ])('of %j, which no kind governs, says that nothing was checked', async (paths, text) => {
    expect(await shown({ 'a.json': '', 'b.json': '' }, { paths })).toBe(text);
  });
});

test('quiet shows errors only', async () => {
  const text = await shown({ ...WRONG, ...WARNED, ...FOREIGN, 'a.json': '' }, { quiet: true, paths: ['.', 'a.json'] });
  expect(
    text.split('\n').filter((line) => line.includes('a1/') || line.includes('/w/') || line.includes('a.json')),
  ).toEqual([]);
  expect(text).toContain('  error  ');
});

describe('colour', () => {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const ESCAPE = /\u001b\[\d+m/gu;

  test('is left out where it is not wanted', async () => {
    expect(await shown({ ...WRONG, ...WARNED })).not.toContain('\u001b');
  });

  test('is put in where it is wanted, on any stream, and changes no word', async () => {
    const tree = { ...WRONG, ...WARNED, ...FOREIGN };
    const colored = await shown(tree, { color: true });
    expect(colored).toContain('\u001b[31merror\u001b[39m');
    expect(colored.replaceAll(ESCAPE, '')).toBe(await shown(tree));
  });
});

describe('nothing raw reaches the terminal', () => {
  const HOSTILE = '\u001b[2J\u202e\u009b\u0007';
  const HARMLESS = '\\u{1b}[2J\\u{202e}\\u{9b}\\u{7}';

  test.each<readonly [where: string, tree: Tree, options: Options]>([
    ['the name of a folder', { [`agents/sessions/${HOSTILE}/plan.json`]: '{' }, {}],
    ['a line', { 'agents/sessions/x/plan.json': `{"a": "\u202e\u009b", '${HOSTILE}` }, {}],
    ['a value', { 'agents/sessions/x/dev-notes.json': { session_id: HOSTILE, notes: [] } }, {}],
    ['a name that is left out', { [HOSTILE]: '' }, { paths: [HOSTILE] }],
  ])('from %s', async (_where, tree, options) => {
    const text = await shown(tree, options);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_C}/u);
    expect(text).toContain('\\u{202e}');
  });

  test('a line end in a name is no line end', async () => {
    const text = await shown({ [`agents/sessions/a\nb${HOSTILE}/plan.json`]: '{' });
    expect(text).toContain(`agents/sessions/a\\u{a}b${HARMLESS}/plan.json:1:2  error  `);
  });
});

describe('the mark stands under what it marks', () => {
  /** The text above the mark, by columns of the screen. */
  function marked(text: string): string {
    const rows = text.split('\n');
    const index = rows.findIndex((row) => /^ +│ +\^+$/u.test(row) || /^ +│ \^+$/u.test(row));
    const [line, mark] = [rows[index - 1]!, rows[index]!];
    const [from, to] = [mark.indexOf('^'), mark.length];
    let column = 0;
    let under = '';
    for (const { segment } of new Intl.Segmenter().segment(line)) {
      if (column >= from && column < to) under += segment;
      column += stringWidth(segment);
    }
    return under;
  }

  test.each([
    ['wide characters', `{"topic": "日本語のメモ", "session_id": "y", "notes": []}`],
    ['emoji', `{"topic": "👩‍👩‍👧 🏳️‍🌈 ✅", "session_id": "y", "notes": []}`],
    ['combining marks', `{"topic": "e\u0301a\u0308", "session_id": "y", "notes": []}`],
    ['what is shown as escapes', `{"topic": "\u202e\u009b", "session_id": "y", "notes": []}`],
    ['tabs', `{\t"topic":\t"t",\t"session_id": "y", "notes": []}`],
    ['line ends of two characters', `{\r\n"topic": "t",\r\n   "session_id": "y",\r\n"notes": []}`],
    ['much before it', `{"topic": "${'long '.repeat(100)}", "session_id": "y", "notes": []}`],
    ['much that is wide before it', `{"topic": "${'長い'.repeat(100)}", "session_id": "y", "notes": []}`],
    ['much after it', `{"session_id": "y", "notes": [], "topic": "${'long '.repeat(100)}"}`],
  ])('after %s', async (_what, text) => {
    expect(marked(await shown({ 'agents/sessions/x/dev-notes.json': text }))).toBe('"y"');
  });

  test('a long value is cut, and the mark with it', async () => {
    const text = await shown({ 'agents/sessions/x/dev-notes.json': NOTES('y'.repeat(300)) });
    expect(marked(text)).toBe(`"${'y'.repeat(80 - 6 - 14 - 2)}…`);
  });

  test.each([1, 30, 70, 200])(
    'and no line of the frame is wider than 80 columns, with %d characters around it',
    async (count) => {
      const pad = '寬'.repeat(count);
      const text = `{"a": "${pad}", "session_id": "${pad}", "notes": [], "b": "${pad}"}`;
      const rows = (await shown({ 'agents/sessions/x/dev-notes.json': text }))
        .split('\n')
        .filter((row) => row.includes('│'));
      expect(rows).toHaveLength(2);
      expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(80);
    },
  );

  test('a value of wide characters that is cut ends with one ellipsis', async () => {
    const text = await shown({ 'agents/sessions/x/dev-notes.json': NOTES('寬'.repeat(100)) });
    expect(text).toMatch(/寬…\n/u);
  });
});

describe('in a terminal', () => {
  const columnsOf = (text: string): number => Math.max(...text.split('\n').map((row) => stringWidth(row)));
  const SEVERAL: Tree = { ...WRONG, ...FOREIGN, 'agents/sessions/z/state.json': {} };

  test('what does not fit beside the place stands below it, in rows that end between words', async () => {
    expect(await shown(WRONG, { columns: 60 })).toBe(
      [
        'agents/sessions/x/dev-notes.json:1:15',
        '    error  session_id is "y" but the folder is "x"; the id',
        '      in the file is the name of its folder',
        '      session-id-matches-folder',
        '  1 │ {"session_id":"y","notes":[]}',
        '    │               ^^^',
        '',
        '✖ 1 file (1 document, 1 session): 1 error',
        '',
      ].join('\n'),
    );
  });

  test('what fits beside the place stands there', async () => {
    expect(await shown(WRONG, { columns: 200 })).toBe(await shown(WRONG));
  });

  test.each([40, 60, 80, 100, 200])('of %d columns no row is wider', async (columns) => {
    const text = await shown({ ...SEVERAL, 'a.json': '' }, { columns, paths: ['agents', 'a.json'] });
    expect(columnsOf(text)).toBeLessThanOrEqual(columns);
  });

  test.each([40, 80])('of %d columns the words are the same as in a pipe', async (columns) => {
    const words = (text: string): string[] =>
      text
        .split('\n')
        .filter((row) => !row.includes('│'))
        .flatMap((row) => row.split(' ').filter((word) => word !== ''));
    const tree = { ...SEVERAL, 'agents/sessions/日本/dev-notes.json': NOTES('naïve 👩‍👩‍👧') };
    expect(words(await shown(tree, { columns }))).toEqual(words(await shown(tree)));
  });

  test('narrower than 40 columns the text is laid out for 40', async () => {
    expect(await shown(SEVERAL, { columns: 10 })).toBe(await shown(SEVERAL, { columns: 40 }));
  });

  test('text without spaces breaks between wide characters', async () => {
    const text = await shown({ 'agents/sessions/x/dev-notes.json': NOTES('寬'.repeat(60)) }, { columns: 60 });
    expect(columnsOf(text)).toBeLessThanOrEqual(60);
    expect(text).toContain(`      ${'寬'.repeat(27)}\n`);
  });

  test('a path that is wider than the terminal stays whole, so that it can be copied', async () => {
    const file = `agents/sessions/${'long-'.repeat(20)}/dev-notes.json`;
    const rows = (await shown({ [file]: NOTES('y') }, { columns: 80 })).split('\n');
    expect(rows[0]).toBe(`${file}:1:15`);
    expect(rows).toContain(`"${'long-'.repeat(20)}";`);
  });

  test('a colour does not outlast its row', async () => {
    const text = await shown(SEVERAL, { columns: 40, color: true });
    for (const row of text.split('\n')) {
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      const codes = [...row.matchAll(/\u001b\[(\d+)m/gu)].map(([, code]) => Number(code));
      expect(
        codes.filter((code) => code < 10 || (code > 30 && code < 39)),
        row,
      ).toHaveLength(codes.length / 2);
    }
  });
});

test('a text that has nothing to show has no frame', async () => {
  expect(await shown({ 'agents/sessions/x/plan.json': '  \n' })).toBe(
    'agents/sessions/x/plan.json:1:1  error  the document is empty; it must hold one JSON value  syntax\n\n' +
      '✖ 1 file (1 document, 1 session): 1 error; 1 unreadable\n',
  );
});
