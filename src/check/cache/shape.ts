import type { Diagnostic, Related, Severity } from '../../lint/diagnostic.js';
import type { Excerpt } from '../../lint/excerpt.js';
import { UNKNOWN_SURROUNDINGS } from '../../lint/surroundings.js';
import type { GovernedFile } from '../../workspace/discover.js';
import type { AskedAround, Basis, ReadFile } from './basis.js';
import type { Remembered } from './cache.js';

/** Whether a value is of a shape; `undefined` for what is absent. */
type Is = (value: unknown) => boolean;

/** A shape for each property of a type. */
type Parts<T> = { readonly [K in keyof Required<T>]: Is };

/** Whether a value is what a cache keeps: whatever else its checksum vouches for is no use. */
export function isRemembered(value: unknown): value is readonly Remembered[] {
  return REMEMBERED(value);
}

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'info'] satisfies Severity[];

const text: Is = (value) => typeof value === 'string';
const flag: Is = (value) => typeof value === 'boolean';
const whole: Is = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const absent: Is = (value) => value === undefined;
const listOf =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is);
const either =
  (...shapes: readonly Is[]): Is =>
  (value) =>
    shapes.some((is) => is(value));
const record =
  <T>(parts: Parts<T>): Is =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries<Is>(parts).every(([name, is]) =>
      is(Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined),
    );

const RELATED = record<Related>({
  message: text,
  file: text,
  pointer: text,
  line: whole,
  column: whole,
  commit: absent,
  date: absent,
});

const DIAGNOSTIC = record<Diagnostic>({
  ruleId: text,
  severity: (value) => SEVERITIES.includes(value),
  message: text,
  file: text,
  kind: either(absent, text),
  pointer: text,
  line: whole,
  column: whole,
  endLine: whole,
  endColumn: whole,
  related: listOf(RELATED),
  fingerprint: text,
  fixable: either(absent, (value) => value === true),
  step: absent,
});

const EXCERPT_PARTS = record<Excerpt>({ text, start: whole, end: whole, cutBefore: flag, cutAfter: flag });

/** The mark below it stands within the text, or right behind it. */
const EXCERPT: Is = (value) => {
  if (!EXCERPT_PARTS(value)) return false;
  const { text, start, end } = value as Excerpt;
  return start < end && end <= text.length + 1;
};

const FINDING: Is = (value) =>
  Array.isArray(value) && DIAGNOSTIC(value[0]) && (value.length === 1 || (value.length === 2 && EXCERPT(value[1])));

const ASKED: Is = (value) =>
  Array.isArray(value) &&
  value.length === 3 &&
  Object.hasOwn(UNKNOWN_SURROUNDINGS, String(value[0])) &&
  listOf(text)(value[1]) &&
  text(value[2]);

const REMEMBERED = listOf(
  record<Remembered>({
    group: record<Remembered['group']>({
      session: either(absent, text),
      files: listOf(record<GovernedFile>({ path: text, display: text, kind: text, root: text })),
    }),
    basis: record<Basis>({
      files: listOf(record<ReadFile>({ path: text, size: whole, stamp: either(absent, text), hash: text })),
      absent: listOf(text),
      around: either(
        absent,
        record<AskedAround>({ session: text, root: text, commits: listOf(text), asked: listOf(ASKED) }),
      ),
    }),
    counts: record<Remembered['counts']>({ documents: whole, skipped: whole, unparsed: whole, sessions: whole }),
    findings: listOf(FINDING),
  }),
);
