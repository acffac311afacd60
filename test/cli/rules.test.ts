import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { KINDS } from '../../src/schema/kinds.js';
import { runCommand } from '../support/command.js';

const HERE = { cwd: import.meta.dirname };
const TERMINAL = { ...HERE, terminal: 256, columns: 80 };

interface Listed {
  readonly version: number;
  readonly rules: readonly { readonly id: string; readonly kinds: readonly string[] }[];
}

async function listed(...flags: string[]): Promise<Listed> {
  const { code, stdout, stderr } = await runCommand(['rules', '--format', 'json', ...flags], HERE);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Listed;
}

describe('as JSON', () => {
  test('every rule is listed, in alphabetical order', async () => {
    const { version, rules } = await listed();
    expect(version).toBe(1);
    expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id).sort());
  });

  test('a rule has its kinds, its severity by preset, whether it is fixable, its invariant and its options', async () => {
    const { rules } = await listed();
    expect(rules.find(({ id }) => id === 'template-placeholder')).toEqual({
      id: 'template-placeholder',
      kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'research-subagent', 'adw-state'],
      severity: { recommended: 'warning', strict: 'warning' },
      also: { recommended: [], strict: [] },
      fixable: false,
      summary: 'No value is or holds a {{PLACEHOLDER}} of a template that was never filled in.',
      options: {},
    });
  });

  test('what a rule declares of presets, fixes and options is told of it', async () => {
    const { rules } = await listed();
    for (const { id, recommended, severity, strict, fixable, options = {} } of RULES) {
      expect(rules.find((rule) => rule.id === id)).toMatchObject({
        severity: { recommended: (recommended ?? true) ? severity : 'off', strict: strict ?? severity },
        fixable: fixable ?? false,
        options,
      });
    }
  });

  test('of a rule that has findings of several severities the usual one and the others are told, by preset', async () => {
    const { rules } = await listed();
    const severities = (id: string): unknown => {
      const { severity, also } = rules.find((rule) => rule.id === id) as unknown as Record<string, unknown>;
      return { severity, also };
    };
    expect(severities('session-references')).toEqual({
      severity: { recommended: 'warning', strict: 'warning' },
      also: { recommended: ['error', 'info'], strict: ['error', 'info'] },
    });
    // What strict makes of the usual findings is as grave as the others.
    expect(severities('foreign-property')).toEqual({
      severity: { recommended: 'info', strict: 'warning' },
      also: { recommended: ['warning'], strict: [] },
    });
  });

  test('a rule that names no kinds looks at all of them', async () => {
    const { rules } = await listed();
    expect(rules.find(({ id }) => id === 'syntax')?.kinds).toEqual(Object.keys(KINDS));
  });

  test('with a kind only the rules are listed that look at it', async () => {
    const ids = (await listed('--kind', 'hook-log')).rules.map(({ id }) => id);
    expect(ids).toContain('append-only-broken');
    expect(ids).not.toContain('plan-ids');
  });
});

describe('in a terminal', () => {
  test('the list fits into 80 columns and has each rule with its severities, its invariant and its kinds', async () => {
    const { stdout } = await runCommand(['rules', '--no-color'], TERMINAL);
    const rows = stdout.split('\n');
    expect(rows.filter((row) => row.length > 80)).toEqual([]);
    const from = rows.findIndex((row) => row.startsWith('checkpoint-range '));
    expect(rows[from]).toMatch(/^checkpoint-range +error {8}error +yes$/u);
    expect(rows.slice(from + 1, from + 4)).toEqual([
      '  A checkpoint id lies between 1 and the number of checkpoints, and a checkpoint',
      '  is completed once.',
      '  session-state; some findings are warning',
    ]);
  });

  test('severities are coloured, if it has colours', async () => {
    const { stdout } = await runCommand(['rules'], TERMINAL);
    const gap = Math.max(...RULES.map(({ id }) => id.length)) + 2 - 'cut-line'.length;
    expect(stdout).toContain(`\u001b[1mcut-line\u001b[0m${' '.repeat(gap)}\u001b[33mwarning\u001b[0m`);
  });
});

test('in a pipe each rule is one line', async () => {
  const { stdout } = await runCommand(['rules'], HERE);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ', 1)[0])).toEqual(RULES.map(({ id }) => id));
  expect(lines.find((line) => line.startsWith('cut-line'))).toMatch(
    /^cut-line +warning {6}warning {2}- {4}The last line of a log is whole\. {2}\(all kinds\)$/u,
  );
});
