import { type Path, toPointer } from '../../document/position.js';
import { type ChangeKeyword, VOCABULARY } from './keywords.js';
import { readLifecycle } from './lifecycle.js';
import { lintLifecycle } from './lint-lifecycle.js';
import { allSaidAt, isSchema, type Located, type Resolve, type Schema, subschemas } from './subschemas.js';
import { type JsonType, listedAt, typesAt } from './value-types.js';

/** Something that a schema's author got wrong in saying how values change. */
export interface AnnotationMistake {
  /** JSON Pointer into the schema. */
  readonly pointer: string;
  /** Lower case, no full stop, the norm stated. */
  readonly message: string;
}

/** What a keyword belongs on: the types of which the value has at least one, and those that it may have beside. */
interface Carrier {
  readonly name: string;
  readonly types: readonly JsonType[];
  /** Whether any other type may stand beside; else only null. */
  readonly mixed?: true;
  /** Whether a string is one only with the format date-time. */
  readonly time?: true;
}

const ARRAY: Carrier = { name: 'an array', types: ['array'], mixed: true };

const CARRIERS: Readonly<Partial<Record<ChangeKeyword, Carrier>>> = {
  'x-lifecycle': { name: 'a string, with or without null', types: ['string'] },
  'x-append-only': ARRAY,
  'x-grow-only': ARRAY,
  'x-key': { name: 'an array of objects', types: ['array'], mixed: true },
  'x-monotonic': { name: 'a number or a date-time', types: ['number', 'string'], mixed: true, time: true },
  'x-touch': { name: 'a date-time, with or without null', types: ['string'], time: true },
};

/** Keywords that cannot both hold, or of which one already says the other, and why. The first of two is blamed. */
const CONTRADICTIONS: readonly (readonly [ChangeKeyword, readonly ChangeKeyword[], why: string])[] = [
  [
    'x-immutable',
    ['x-lifecycle', 'x-append-only', 'x-grow-only', 'x-monotonic', 'x-touch', 'x-key'],
    'what never changes has no other rule of change',
  ],
  ['x-append-only', ['x-grow-only'], 'an array that only grows at its end loses no member'],
  ['x-lifecycle', ['x-monotonic', 'x-touch'], 'a state is no point in time'],
];

/**
 * What a schema's author got wrong in the keywords of the change vocabulary, though each is well formed: a machine that
 * cannot work, a keyword on a value that cannot carry it, keywords that contradict each other. Reads nothing but what
 * it is given. That each keyword is well formed is for the vocabulary's meta-schema to say; what is not is passed over.
 *
 * @param resolve where a `$ref` leads, for what is said elsewhere of the value that a keyword stands at
 */
export function lintAnnotations(root: Schema, resolve: Resolve): AnnotationMistake[] {
  const mistakes: AnnotationMistake[] = [];
  for (const [schema, at] of subschemas(root)) {
    const add = (path: Path, message: string): void => {
      mistakes.push({ pointer: toPointer([...at, ...path]), message });
    };
    const place = { schema, root };
    const keywords = VOCABULARY.filter((keyword) => Object.hasOwn(schema, keyword));
    if (keywords.length === 0) continue;
    lintPairs(place, keywords, resolve, add);
    for (const keyword of keywords) {
      const misplaced = misplacedOn(keyword, place, resolve);
      if (misplaced !== undefined) add([keyword], misplaced);
      else if (keyword === 'x-lifecycle') {
        for (const { at, message } of lintLifecycle(readLifecycle(schema[keyword]), listedAt(place, resolve))) {
          add([keyword, ...at], message);
        }
      } else if (keyword === 'x-key') lintKey(place, resolve, add);
    }
  }
  return mistakes;
}

/** Why a keyword cannot stand at a place; `undefined` when it can. */
function misplacedOn(keyword: ChangeKeyword, place: Located, resolve: Resolve): string | undefined {
  const carrier = CARRIERS[keyword];
  if (!carrier) return undefined;
  const types = typesAt(place, resolve);
  const belongs = `it belongs on ${carrier.name}`;
  if (!types) return `${keyword} stands where no type is said; ${belongs}`;
  // A value that can have no type at all is another mistake than a misplaced keyword.
  if (types.size === 0) return undefined;
  const isTime = allSaidAt(place, resolve).some(({ schema }) => schema['format'] === 'date-time');
  const carries = (type: JsonType): boolean =>
    carrier.types.includes(type) && (type !== 'string' || carrier.time !== true || isTime);
  const others = [...types].filter((type) => type !== 'null' && !carries(type));
  if ([...types].some(carries) && (carrier.mixed === true || others.length === 0)) return undefined;
  const found = (others.length > 0 ? others : [...types]).map((type) => JSON.stringify(type)).join(' or ');
  const untimed = carrier.time === true && others.includes('string') ? ' without the format "date-time"' : '';
  return `${keyword} stands on the type ${found}${untimed}; ${belongs}`;
}

/** Whether elements are objects that have the property by which they are followed. */
function lintKey(place: Located, resolve: Resolve, add: (path: Path, message: string) => void): void {
  const key = place.schema['x-key'];
  if (typeof key !== 'string') return;
  const elements = allSaidAt(place, resolve).flatMap(({ schema, root }) =>
    isSchema(schema['items']) ? allSaidAt({ schema: schema['items'], root }, resolve) : [],
  );
  const names = elements.flatMap(({ schema }) =>
    isSchema(schema['properties']) ? Object.keys(schema['properties']) : [],
  );
  if (names.includes(key)) return;
  add(
    ['x-key'],
    `x-key names ${JSON.stringify(key)}, which the items do not have; elements are told apart by a property that the schema of the items names`,
  );
}

/** Tells of keywords that contradict another one, at the same place or in what its references lead to. */
function lintPairs(
  place: Located,
  own: readonly ChangeKeyword[],
  resolve: Resolve,
  add: (path: Path, message: string) => void,
): void {
  const [, ...elsewhere] = allSaidAt(place, resolve);
  const holds = (keyword: ChangeKeyword): boolean =>
    own.includes(keyword) || elsewhere.some(({ schema }) => Object.hasOwn(schema, keyword));
  for (const [keyword, others, why] of CONTRADICTIONS) {
    const other = others.find((one) => holds(one) && (own.includes(keyword) || own.includes(one)));
    if (other === undefined || !holds(keyword)) continue;
    const blamed = own.includes(keyword) ? keyword : other;
    add([blamed], `${blamed} stands beside ${blamed === keyword ? other : keyword}; ${why}`);
  }
  for (const keyword of own) {
    const said = JSON.stringify(place.schema[keyword]);
    const twice = elsewhere.some(
      ({ schema }) => Object.hasOwn(schema, keyword) && JSON.stringify(schema[keyword]) !== said,
    );
    if (twice) add([keyword], `${keyword} stands here and, otherwise, in what the reference leads to; a place has one`);
  }
}
