import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { runCommand } from '../support/command.js';

const HERE = { cwd: import.meta.dirname };
const TERMINAL = { ...HERE, terminal: 256, columns: 80 };
const IDS = RULES.map(({ id }) => id);

const pageOf = (id: string): string => readFileSync(path.join(import.meta.dirname, '../../rules', `${id}.md`), 'utf8');

/** Each word of a text, with how often it is there. */
function wordsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

async function shown(id: string, surroundings: Partial<typeof TERMINAL> = {}, ...flags: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(['explain', id, ...flags], { ...TERMINAL, ...surroundings });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('in a pipe', () => {
  test.each(IDS)('the page of %s is printed as it is', async (id) => {
    expect(await runCommand(['explain', id], HERE)).toMatchObject({ code: 0, stdout: pageOf(id), stderr: '' });
  });

  test('several pages follow each other', async () => {
    const { stdout } = await runCommand(['explain', 'schema', 'syntax'], HERE);
    expect(stdout).toBe(pageOf('schema') + pageOf('syntax'));
  });

  test('a page that is laid out is as wide as COLUMNS says, and emphasis has no signs', async () => {
    const flags = ['explain', 'phase-order', '--format', 'pretty'];
    const { stdout } = await runCommand(flags, { ...HERE, env: { COLUMNS: '50' } });
    const rows = stdout.split('\n').filter((row) => !row.startsWith('    '));
    expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(50);
    expect(pageOf('phase-order')).toContain(' _is_ ');
    expect(stdout.split(/\s+/u)).not.toContain('_is_');
  });

  test('a page is laid out if that is asked for, without colours', async () => {
    const { stdout } = await runCommand(['explain', 'cut-line', '--format', 'pretty'], HERE);
    expect(stdout).toContain('\nseverity  warning\n');
    expect(stdout).toBe(stripVTControlCharacters(stdout));
  });
});

describe('in a terminal', () => {
  test('a page is laid out for its width, its title followed by what the rule says of itself', async () => {
    const text = await shown('cut-line', { columns: 60 }, '--no-color');
    expect(text).toBe(`# cut-line
severity  warning
kinds     all kinds

The last line of a log is whole. When a writer is stopped in
the middle, by a crash or a full disk, the last line ends
too early and has no line break; the lines before it are
checked as usual.

## Fails

    {"timestamp": "2026-02-21T09:11:00.250000", "payload": {"hook_event_name": "Stop", "stop_hook_active": false}}
    {"timestamp": "2026-02-21T09:12:00.250000", "payload": {"session_id": "4e6b8d10-93a2

    agents/logging/hook_logs/4e6b8d10-93a2-4f57-8c1e-70d2b5a9f364/Stop.jsonl:3:262
        warning  the last line is cut short and has no line
          break; its writer was stopped in the middle, so it
          is passed over  cut-line

## Passes

    {"timestamp": "2026-02-21T09:11:00.250000", "payload": {"hook_event_name": "Stop", "stop_hook_active": false}}
    {"timestamp": "2026-02-21T09:12:00.250000", "payload": {"hook_event_name": "Stop", "stop_hook_active": false}}

## When to switch it off

For logs that are being written while they are checked.

## Where it comes from

Real hook logs end like this, so it is a warning; in the
middle of a log, or with a line break behind it, a broken
line is an error of the rule syntax (stategate explain
syntax).
`);
  });

  test('a list has its items indented, a link its target, and a table its columns', async () => {
    const list = await shown('id-changed', {}, '--no-color');
    expect(list).toMatch(/^ {2}• \S.*\n(?: {4}\S.*\n)* {2}• \S/mu);
    const table = await shown('timestamps-in-order', {}, '--no-color');
    expect(table).toMatch(/^kind {2,}must not lie before each other\n─+ {2}─+\n/mu);
    expect(table).toMatch(/^plan, orchestrator-agent, agent, {2,}`created_at` and `updated_at`\norchestrator-chat$/mu);
    expect(await shown('immutable-changed', {}, '--no-color')).toMatch(
      /x-immutable\s+\(docs\/change-vocabulary\.md#x-immutable\)/u,
    );
  });

  test('with colours headings are bold, code is coloured, and the signs of Markdown are gone', async () => {
    const text = await shown('state-agrees-with-plan');
    expect(text).toContain('\n\u001b[1mFails\u001b[0m\n');
    expect(text).toContain('\u001b[36mcheckpoints_total\u001b[0m is not the number');
    expect(text).toContain('        \u001b[31merror\u001b[0m  build_progress.checkpoints_total is 5');
    expect(text).not.toMatch(/^#|`|\*\*|\]\(/mu);
  });

  test.each(IDS)('of the page of %s nothing is lost, and prose fits into 80 columns', async (id) => {
    const text = stripVTControlCharacters(await shown(id));
    // Where a link leads is told in other words.
    const prose = pageOf(id).replaceAll(/\]\([^)]*\)|^```\w+$/gmu, ']');
    // Side by side in a table, cells are told in another order.
    const words = wordsIn(text);
    for (const [word, count] of wordsIn(prose)) expect(words.get(word), word).toBeGreaterThanOrEqual(count);
    const wide = text.split('\n').filter((row) => stringWidth(row) > 80);
    expect(wide.filter((row) => !row.startsWith('    '))).toEqual([]);
  });

  test('the page stays Markdown if that is asked for', async () => {
    expect(await shown('cut-line', {}, '--format', 'markdown')).toBe(pageOf('cut-line'));
  });
});

test('a rule that there is not is told, with the one that was likely meant, and nothing is printed', async () => {
  expect(await runCommand(['explain', 'schema', 'phase-oder'], HERE)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'stategate: there is no rule "phase-oder"; did you mean "phase-order"? stategate rules lists them\n',
  });
  expect((await runCommand(['explain', 'nope'], HERE)).stderr).toBe(
    'stategate: there is no rule "nope"; stategate rules lists them\n',
  );
});
