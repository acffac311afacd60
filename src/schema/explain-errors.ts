import { fromPointer, nameOf, type Path, valueAt } from '../document/position.js';
import type { MessageData } from '../document/problem.js';
import { PATTERN_WORDS } from './generated/patterns.js';
import { lifecycleAt, stateOf } from './lifecycles.js';
import { meantBy } from './meant.js';
import { isNear, nearest } from './near.js';
import { propertiesAt } from './properties.js';
import type { SchemaId } from './generated/schema-types.js';
import { type SchemaError, WRAPPERS } from './validate.js';

/** One mistake against a schema, said with the words of the rule `schema`. */
export interface SchemaMistake {
  /** The keyword of the schema that was broken. */
  keyword: string;
  message: string;
  at: Path;
  on: 'key' | 'value';
  data: MessageData;
}

const LONGEST_VALUE = 60;

/** Ajv's comparisons in words. */
const COMPARISONS: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
};

/** Of several errors at one place the first of these that occurs is the mistake; the others follow from it. */
const CAUSES: readonly string[] = ['type', 'const', 'enum', 'format', 'pattern'];

/** A mistake that is not put into words yet: of many, not all are told. */
export interface Unexplained {
  readonly keyword: string;
  readonly explain: () => SchemaMistake;
}

/**
 * Turns a validator's errors into mistakes as a person would count them: one a place, a misspelt required property
 * once and not as missing and unknown, with the likely spelling where there is one.
 */
export function mistakesIn(schema: SchemaId, value: unknown, errors: readonly SchemaError[]): Unexplained[] {
  const byPlace = new Map<string, SchemaError[]>();
  for (const error of errors) {
    if (WRAPPERS.has(error.keyword)) continue;
    const missing = error.keyword === 'required' ? `#${String(error.params['missingProperty'])}` : '';
    const place = error.keyword === 'additionalProperties' ? placeOfUnknown(error) : error.instancePath + missing;
    const group = byPlace.get(place);
    if (group) group.push(error);
    else byPlace.set(place, [error]);
  }
  const misspellings = createMisspellings(schema);
  const misspelt = misspeltIn(value, errors, misspellings);
  return [...byPlace.values()].flatMap((group) => {
    const error = causeOf(group);
    if (!error) return [];
    const { keyword } = error;
    // What is told as the misspelling of a property that is missing is not told as unknown, too.
    if (keyword === 'additionalProperties' && misspelt.has(placeOfUnknown(error))) return [];
    return { keyword, explain: () => ({ keyword, ...explain(schema, value, error, misspellings) }) };
  });
}

/** The mistakes against a schema, each in words. */
export function explainErrors(schema: SchemaId, value: unknown, errors: readonly SchemaError[]): SchemaMistake[] {
  return mistakesIn(schema, value, errors).map((mistake) => mistake.explain());
}

/** The places of properties that are told as misspellings of others, where the schema refuses what it does not know. */
function misspeltIn(root: unknown, errors: readonly SchemaError[], misspellings: Misspellings): ReadonlySet<string> {
  if (!errors.some(({ keyword }) => keyword === 'additionalProperties')) return new Set();
  const missing = errors.filter(({ keyword }) => keyword === 'required');
  return new Set(
    missing.flatMap(({ instancePath, params }) => {
      const at = fromPointer(instancePath, root);
      const near = misspellingOf(String(params['missingProperty']), misspellings(at, valueAt(root, at)));
      return near === undefined ? [] : [`${instancePath}#${near}`];
    }),
  );
}

function placeOfUnknown({ instancePath, params }: SchemaError): string {
  return `${instancePath}#${String(params['additionalProperty'])}`;
}

function causeOf(group: readonly SchemaError[]): SchemaError | undefined {
  return CAUSES.flatMap((keyword) => group.find((one) => one.keyword === keyword) ?? [])[0] ?? group[0];
}

type Explained = Omit<SchemaMistake, 'keyword'>;

function explain(schema: SchemaId, root: unknown, error: SchemaError, misspellings: Misspellings): Explained {
  const at = fromPointer(error.instancePath, root);
  const value = valueAt(root, at);
  const here = { at, on: 'value' as const };
  const data = { name: nameOf(at), value: quoted(value) };
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return explainMissing(at, String(params['missingProperty']), misspellings(at, value));
    case 'type': {
      const expected = [params['type']].flat().map((type) => withArticle(String(type)));
      return { ...here, message: 'type', data: { ...data, expected: alternatives(expected), found: typeName(value) } };
    }
    case 'enum':
    case 'const': {
      const allowed = error.keyword === 'enum' ? (params['allowedValues'] as unknown[]) : [params['allowedValue']];
      const near = typeof value === 'string' ? nearestState(schema, at, value, allowed) : undefined;
      const expected = alternatives(allowed.filter((word) => canonical(schema, at, word) === word).map(quoted));
      if (near !== undefined) return { ...here, message: 'enumNear', data: { ...data, expected, near } };
      return { ...here, message: allowed.length > 1 ? 'enum' : 'const', data: { ...data, expected } };
    }
    case 'format':
      return { ...here, message: 'format', data: { ...data, expected: formatName(String(params['format'])) } };
    case 'pattern':
      return { ...here, message: 'pattern', data: { ...data, expected: patternWords(String(params['pattern'])) } };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        ...here,
        message: 'range',
        data: { ...data, expected: `${COMPARISONS[String(params['comparison'])] ?? ''} ${String(params['limit'])}` },
      };
    case 'additionalProperties':
      return explainUnknown(schema, at, String(params['additionalProperty']));
    case 'minLength':
      return { ...here, message: 'other', data: { ...data, expected: 'must not be empty' } };
    case 'not':
      return { ...here, message: 'other', data: { ...data, expected: `must not be ${data.value} here` } };
    default:
      return { ...here, message: 'other', data: { ...data, expected: error.message ?? error.keyword } };
  }
}

/** A listed word under its canonical name: a machine accepts other spellings of its states, but recommends none. */
function canonical(schema: SchemaId, at: Path, word: unknown): unknown {
  const machine = typeof word === 'string' ? lifecycleAt(schema, at) : undefined;
  return machine === undefined ? word : (stateOf(machine, String(word)) ?? word);
}

function nearestState(schema: SchemaId, at: Path, value: string, allowed: readonly unknown[]): string | undefined {
  const words = allowed.filter((word) => typeof word === 'string');
  const states = words.filter((word) => canonical(schema, at, word) === word);
  const near = meantBy(value, states) ?? meantBy(value, words);
  return near === undefined ? undefined : String(canonical(schema, at, near));
}

function patternWords(pattern: string): string {
  return PATTERN_WORDS[pattern] ?? `text that matches the pattern ${pattern}`;
}

function explainMissing(at: Path, missing: string, unknown: readonly string[]): Explained {
  const where = at.length > 0 ? ` in ${nameOf(at)}` : '';
  const near = misspellingOf(missing, unknown);
  if (near === undefined) return { message: 'missing', at, on: 'value', data: { property: missing, where } };
  return { message: 'misspelt', at: [...at, near], on: 'key', data: { property: missing, near, where } };
}

function misspellingOf(missing: string, unknown: readonly string[]): string | undefined {
  return unknown.find((key) => isNear(key, missing));
}

/** The properties of an object that could be misspellings of others. */
type Misspellings = (at: Path, value: unknown) => readonly string[];

/** Of a hostile object with more unknown properties than this, the others are not compared. */
const COMPARED = 100;

/** Looks for them once an object, as long as one follows after the other: an object can lack a dozen properties. */
function createMisspellings(schema: SchemaId): Misspellings {
  let last: { readonly value: unknown; readonly unknown: readonly string[] } | undefined;
  return (at, value) => {
    if (last === undefined || last.value !== value) {
      const known = propertiesAt(schema, at);
      const unknown: string[] = [];
      for (const key in value as object) {
        if (known.has(key) || key.startsWith('_')) continue;
        if (unknown.push(key) === COMPARED) break;
      }
      last = { value, unknown };
    }
    return last.unknown;
  };
}

function explainUnknown(schema: SchemaId, at: Path, unknown: string): Explained {
  const near = nearest(unknown, [...propertiesAt(schema, at)]);
  const here = { at: [...at, unknown], on: 'key' as const, data: { property: unknown, near: near ?? null } };
  return { ...here, message: near === undefined ? 'unknown' : 'unknownNear' };
}

/** A value as it stands in a message: strings quoted and not too long, containers by their type. */
function quoted(value: unknown): string {
  if (typeof value === 'object' && value !== null) return typeName(value);
  if (typeof value !== 'string' || value.length <= LONGEST_VALUE) return JSON.stringify(value);
  return `${JSON.stringify(value.slice(0, LONGEST_VALUE)).slice(0, -1)}…"`;
}

/** A JSON type with its article. */
function withArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aio]/u.test(type) ? 'an' : 'a'} ${type}`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a number';
    default:
      return `a ${typeof value}`;
  }
}

function alternatives(words: readonly string[]): string {
  return words.length < 3 ? words.join(' or ') : `${words.slice(0, -1).join(', ')} or ${String(words.at(-1))}`;
}

function formatName(format: string): string {
  switch (format) {
    case 'date-time':
      return 'an RFC 3339 date-time with an offset, such as 2026-03-01T09:30:00Z';
    case 'uuid':
      return 'a UUID';
    default:
      return `of the format ${format}`;
  }
}
