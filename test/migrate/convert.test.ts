import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type ParsedDocument } from '../../src/document/document.js';
import { parseDocument } from '../../src/document/parse.js';
import { type Converted, convert } from '../../src/migrate/convert.js';
import type { Mapping } from '../../src/migrate/mapping.js';
import { PLAN_V1_TO_V2 } from '../../src/migrate/mappings/plan-v1-to-v2.js';
import { SESSION_V1_TO_V2 } from '../../src/migrate/mappings/session-v1-to-v2.js';
import { SESSION_V2_TO_V3 } from '../../src/migrate/mappings/session-v2-to-v3.js';
import { loadValidator } from '../../src/schema/generated/validators.js';
import { KINDS } from '../../src/schema/kinds.js';
import { selectVariant } from '../../src/schema/select.js';
import { edit } from '../support/edit.js';
import { documentsOf, layouts } from '../support/documents.js';
import { readFixtures } from '../support/schema-fixtures.js';

const NOW = '2026-06-01T12:00:00.000Z';
const MAPPINGS = [SESSION_V1_TO_V2, SESSION_V2_TO_V3, PLAN_V1_TO_V2] as const;

function parsed(text: string): ParsedDocument {
  const document = parseDocument(text, 1, DEFAULT_LIMITS);
  if (!document.parsed) throw new Error(`no JSON: ${text}`);
  return document;
}

function converted(text: string, mapping: Mapping, isFresh = false): Converted {
  return convert(parsed(text), mapping, { now: NOW, isFresh });
}

/** Every scalar in a value but null, which counts as absent, with how often it is there. */
function leaves(value: unknown, counts = new Map<string, number>()): Map<string, number> {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) leaves(part, counts);
  else if (value !== null) counts.set(JSON.stringify(value), (counts.get(JSON.stringify(value)) ?? 0) + 1);
  return counts;
}

/** All but the sentence in which a document says its version. */
function contentOf(value: unknown): unknown {
  return edit(value, { '/$schema': undefined });
}

/** The leaves of a value that another has not, or not as often. */
function lost(before: unknown, after: unknown): string[] {
  const left = leaves(after);
  return [...leaves(before)].filter(([leaf, count]) => (left.get(leaf) ?? 0) < count).map(([leaf]) => leaf);
}

describe.each(MAPPINGS.map((mapping) => [`${mapping.from} to ${mapping.to}`, mapping] as const))(
  'whatever a document holds, from %s',
  (_name, mapping) => {
    test('nothing of it is lost, it fits the schema of its new version, and it shows that version', async () => {
      const kind = mapping.from.startsWith('plan') ? KINDS.plan : KINDS['session-state'];
      const validate = await loadValidator[mapping.to]();
      fc.assert(
        fc.property(await documentsOf(mapping.from), layouts, fc.boolean(), (value, write, isFresh) => {
          const { text } = converted(write(value), mapping, isFresh);
          const result = JSON.parse(text) as unknown;
          expect(lost(contentOf(value), result)).toEqual([]);
          expect(validate(result) || validate.errors).toBe(true);
          expect(selectVariant(kind, result)?.schema).toBe(mapping.to);
        }),
        { numRuns: 300 },
      );
    });

    test('every valid fixture likewise', async () => {
      const validate = await loadValidator[mapping.to]();
      const fixtures = readFixtures().documents.filter(({ schema, valid }) => schema === mapping.from && valid);
      expect(fixtures.length).toBeGreaterThan(0);
      for (const { value, file } of fixtures) {
        const { text } = converted(JSON.stringify(value, null, 2), mapping);
        const result = JSON.parse(text) as unknown;
        expect([file, lost(contentOf(value), result)]).toEqual([file, []]);
        expect([file, validate(result) || validate.errors]).toEqual([file, true]);
      }
    });
  },
);

test('nothing is lost on the way from the first version through the second to the third', async () => {
  const validate = await loadValidator['session-state-v3']();
  fc.assert(
    fc.property(await documentsOf('session-state-v1'), layouts, (value, write) => {
      const second = converted(write(value), SESSION_V1_TO_V2).text;
      const third = JSON.parse(converted(second, SESSION_V2_TO_V3, true).text) as unknown;
      expect(lost(contentOf(value), third)).toEqual([]);
      expect(validate(third) || validate.errors).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each(['__proto__', 'constructor', 'toString'])('a property named %s stays under its name', (name) => {
  for (const mapping of MAPPINGS) {
    const { text } = converted(`{"session_id":"x","${name}":{"y":1}}`, mapping);
    expect(text).toContain(`"${name}":{"y":1}`);
  }
});
