import { describe, expect, test } from 'vitest';
import { createLinter } from '../../src/lint/linter.js';
import { rule } from '../../src/lint/rule.js';
import { LISTED } from '../../src/lint/tally.js';
import { parseDocuments } from '../../src/document/documents.js';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import type { Diagnostic, Severity } from '../../src/lint/diagnostic.js';
import { lintBytes } from '../support/lint-bytes.js';

const MORE = (count: number | string): string => `and ${count} more like this in this file; they are not listed`;

/** Reports a finding with each of these severities, at the elements of `notes`. */
function reporting(severities: readonly Severity[]): Promise<Diagnostic[]> {
  const many = rule({
    id: 'many',
    kinds: ['dev-notes'],
    severity: 'info',
    also: ['warning', 'error'],
    summary: 'Tests are many.',
    messages: { one: 'one' },
    document(_document, report) {
      severities.forEach((severity, index) => {
        report({ message: 'one', at: ['notes', index], severity });
      });
    },
  });
  const notes = new Array(severities.length).fill(0).map((_, index) => ({
    id: `dn-${String(index)}`,
    timestamp: '2026-03-09T08:15:00Z',
    scope: { type: 'session', ref: null },
    category: 'decision',
    content: 'c',
  }));
  const bytes = Buffer.from(JSON.stringify({ session_id: 'x', notes }, null, 1));
  const [document] = parseDocuments(bytes, { format: 'json', limits: DEFAULT_LIMITS });
  return createLinter([many])
    .document({ file: 'dev-notes.json', kind: 'dev-notes' }, document!)
    .then(({ diagnostics }) => [...diagnostics]);
}

const times = (count: number, severity: Severity): Severity[] => new Array<Severity>(count).fill(severity);

describe('of what a rule finds in a file', () => {
  test('as much as is listed is listed, and nothing is said of more', async () => {
    const found = await reporting(times(LISTED, 'warning'));
    expect(found.map(({ message }) => message)).toEqual(new Array(LISTED).fill('one'));
  });

  test('what is over is counted in one diagnostic, where the first of it stands', async () => {
    const found = await reporting(times(LISTED + 7, 'warning'));
    expect(found).toHaveLength(LISTED + 1);
    expect(found.at(-1)).toMatchObject({
      ruleId: 'many',
      message: MORE(7),
      severity: 'warning',
      pointer: `/notes/${String(LISTED)}`,
      related: [],
    });
  });

  test('that diagnostic is as grave as the gravest that it stands for', async () => {
    const found = await reporting([...times(LISTED, 'info'), 'info', 'error', 'warning']);
    expect(found.at(-1)).toMatchObject({ message: MORE(3), severity: 'error' });
    const mild = await reporting([...times(LISTED, 'error'), 'info', 'warning']);
    expect(mild.at(-1)).toMatchObject({ message: MORE(2), severity: 'warning' });
  });

  test('its fingerprint does not change with the number', async () => {
    const [few, many] = await Promise.all([1, 5].map((over) => reporting(times(LISTED + over, 'info'))));
    expect(few?.at(-1)?.fingerprint).toBe(many?.at(-1)?.fingerprint);
    expect(few?.at(-1)?.fingerprint).not.toBe(few?.at(-2)?.fingerprint);
  });
});

describe('all lines of a JSONL file are counted together', () => {
  test('what is wrong with the values', async () => {
    const line = '{"payload":{"hook_event_name":"Stop"}}\n';
    const found = (await lintBytes('hook-log', 'a.jsonl', line.repeat(400))).filter(
      ({ ruleId }) => ruleId === 'schema',
    );
    const each = (await lintBytes('hook-log', 'a.jsonl', line)).filter(({ ruleId }) => ruleId === 'schema').length;
    expect(each).toBeGreaterThan(2);
    expect(found).toHaveLength(LISTED + 1);
    expect(found.at(-1)?.message).toBe(MORE(400 * each - LISTED));
  });

  test('what is wrong with the text, in the words of its rule', async () => {
    const found = await lintBytes('hook-event', 'a.jsonl', '{"a":1,"a":1}\n'.repeat(LISTED + 5));
    const repeated = found.filter(({ ruleId }) => ruleId === 'duplicate-key');
    expect(repeated).toHaveLength(LISTED + 1);
    expect(repeated.at(-1)?.message).toBe('5 more repeated properties follow; they are not listed');
  });

  test('together with what was counted inside a line', async () => {
    const line = `{${new Array(LISTED + 11).fill('"a":1').join(',')}}\n`;
    const found = await lintBytes('hook-event', 'a.jsonl', line.repeat(3));
    const repeated = found.filter(({ ruleId }) => ruleId === 'duplicate-key');
    expect(repeated.at(-1)?.message).toBe(
      `${String(3 * (LISTED + 10) - LISTED)} more repeated properties follow; they are not listed`,
    );
  });
});

describe('a document whose validation was given up', () => {
  const plan = (wrong: number): string =>
    JSON.stringify({ session_id: 'x', status: '{{STATUS}}', checkpoints: new Array(wrong).fill(1), task_groups: 1 });

  test('says so last, and no rule looks at it', async () => {
    const found = await lintBytes('plan', 'plan.json', plan(5000));
    expect(found.at(-1)).toMatchObject({
      ruleId: 'schema',
      severity: 'error',
      message:
        'more places do not fit the schema than are listed: validation ended at 1000 errors, and no rule looked at this document',
    });
    expect(found.filter(({ ruleId }) => ruleId !== 'schema')).toEqual([]);
  });

  test('is told of once a file; of others it is known that what is counted is not all', async () => {
    const found = await lintBytes('plan', 'plan.jsonl', `${plan(5000)}\n`.repeat(3));
    expect(found.filter(({ message }) => message.startsWith('more places')).map(({ line }) => line)).toEqual([1]);
    expect(found.at(-1)?.message).toMatch(/^and at least \d+ more like this/u);
  });
});
