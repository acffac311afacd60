import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, type CheckResult } from '../../src/check/check.js';
import type { SchemaId } from '../../src/schema/generated/schema-types.js';
import { documentsOf, layouts } from '../support/documents.js';
import { writeTree } from '../support/tree.js';

const SESSION = 'agents/sessions/2026-03-04_export-to-csv_k3m9q2';

/** Where a document of each schema that has files stands. */
const FILES = {
  'session-state-v1': `${SESSION}/state.json`,
  'session-state-v2': `${SESSION}/state.json`,
  'session-state-v3': `${SESSION}/state.json`,
  'plan-v1': `${SESSION}/plan.json`,
  'plan-v2': `${SESSION}/plan.json`,
  'dev-notes': `${SESSION}/dev-notes.json`,
  'research-state': `${SESSION}/research/r/state.json`,
  'research-subagent': `${SESSION}/research/r/subagents/subagent_001.json`,
  'adw-state': 'agents/a1b2c3d4/adw_state.json',
} as const satisfies Partial<Record<SchemaId, string>>;

/** What can happen to a text; the first does nothing. */
const MISHAPS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `\ufeff${text}`,
  (text) => text.replace('{', '{"session_id": "x",'),
  (text) => text.replace('{', '{"__proto__": 1,'),
  (text) => text.replaceAll(/\b[1-6]\b/gu, '2'),
  (text) => text.replaceAll(/\b[1-6]\b/gu, (digit) => `${digit}.0`),
  (text) => text.replaceAll(/(?<=:\d\d(?:\.\d+)?)(?:Z|\+00:00)"/gu, '"'),
  (text) => text.slice(0, -2),
  (text) => `\ufeff${text.replace('{', '{"big": 12345678901234567890, "half": "\\ud800",')}`,
];

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'stategate-'));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

describe.each(Object.entries(FILES) as [SchemaId, string][])('whatever a document of %s holds', (schema, file) => {
  test('fixing it brings no error, ends, and leaves nothing that a second run would change', async () => {
    let fixed = 0;
    await fc.assert(
      fc.asyncProperty(
        await documentsOf(schema),
        layouts,
        fc.constantFrom(...MISHAPS),
        async (value, write, happen) => {
          const text = happen(write(value));
          rmSync(path.join(root, 'agents'), { recursive: true, force: true });
          writeTree(root, { [file]: text });
          const before = await run();
          const first = await run('write');
          const written = read(file);
          expect(first.unwritten).toEqual([]);
          expect(first.fixed.map(({ before: was, after }) => [was, after])).toEqual(
            written === text ? [] : [[text, written]],
          );
          expect(first.summary.errors).toBeLessThanOrEqual(before.summary.errors);
          expect((await run('write')).fixed).toEqual([]);
          expect(read(file)).toBe(written);
          fixed += first.fixed.length;
        },
      ),
      { numRuns: 60 },
    );
    // A byte-order mark at least was among them.
    expect(fixed).toBeGreaterThan(0);
  });
});

function run(fix?: 'write'): Promise<CheckResult> {
  return check({ cwd: root, config: false, ...(fix && { fix }) });
}

function read(file: string): string {
  if (!existsSync(path.join(root, file))) throw new Error(`${file} is gone`);
  return readFileSync(path.join(root, file), 'utf8');
}
