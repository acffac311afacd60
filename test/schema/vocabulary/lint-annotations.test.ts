import { describe, expect, test } from 'vitest';
import { lintAnnotations } from '../../../src/schema/vocabulary/lint-annotations.js';
import { resolverFor, type Schema } from '../../../src/schema/vocabulary/subschemas.js';
import { SCHEMAS } from '../../support/schema-files.js';

const STATUS = { type: 'string', enum: ['out', 'lit', 'on'] };
const MACHINE = { initial: ['out'], transitions: { out: ['lit'], lit: ['out'] }, aliases: { on: 'lit' } };
const ITEMS = { type: 'object', properties: { id: { type: 'string' } } };
const TIME = { type: 'string', format: 'date-time' };

/** Parts in another file, to which references lead. */
const PARTS: Schema = {
  $id: 'parts.schema.json',
  definitions: {
    time: TIME,
    wick: { $ref: '#/definitions/length' },
    length: { type: 'integer' },
    lamp: { ...STATUS, 'x-lifecycle': MACHINE },
    lamps: { type: 'array', items: { $ref: '#/definitions/keyed' } },
    keyed: ITEMS,
    row: { type: 'array', 'x-grow-only': true },
  },
};

/** What is wrong with a schema whose one property is `lamp`, as `pointer within it: message`. */
function mistakesOf(lamp: Schema): string[] {
  const root = { $id: 'lantern.schema.json', type: 'object', properties: { lamp } };
  return lintAnnotations(root, resolverFor([PARTS])).map(
    ({ pointer, message }) => `${pointer.replace('/properties/lamp', '')}: ${message}`,
  );
}

const machine = (changes: Schema): Schema => ({ ...STATUS, 'x-lifecycle': { ...MACHINE, ...changes } });

describe('of a machine it tells', () => {
  test.each<[name: string, lamp: Schema, mistakes: string[]]>([
    ['nothing when it works', { ...STATUS, 'x-lifecycle': MACHINE }, []],
    [
      'nothing of null beside the states',
      { type: ['string', 'null'], enum: ['out', 'lit', 'on', null], 'x-lifecycle': MACHINE },
      [],
    ],
    ['nothing where the states are not listed', { type: 'string', 'x-lifecycle': MACHINE }, []],
    [
      'a target that is no state',
      machine({ transitions: { out: ['lit', 'dim'], lit: ['out'] } }),
      [
        '/x-lifecycle/transitions/out/1: "dim" follows "out" but is no state; a state has an entry in transitions, one with no way out an empty list',
      ],
    ],
    [
      'a target that is an alias',
      machine({ transitions: { out: ['lit', 'on'], lit: ['out'] } }),
      [
        '/x-lifecycle/transitions/out/1: "on" follows "out" but is no state but an alias of "lit"; a state has an entry in transitions, one with no way out an empty list',
      ],
    ],
    [
      'nothing of a move that is discouraged',
      machine({ transitions: { out: ['lit'], lit: [] }, discouraged: { lit: ['out'] } }),
      [],
    ],
    [
      'a discouraged move to what is no state',
      machine({ discouraged: { lit: ['on'] } }),
      [
        '/x-lifecycle/discouraged/lit/0: "on" follows "lit" but is no state but an alias of "lit"; a state has an entry in transitions, one with no way out an empty list',
      ],
    ],
    [
      'a discouraged move from what is no state',
      machine({ discouraged: { on: ['out'] } }),
      ['/x-lifecycle/discouraged/on: "on" is no state; a state has an entry in transitions'],
    ],
    [
      'a move that is discouraged and in the transitions',
      machine({ discouraged: { lit: ['out'] } }),
      [
        '/x-lifecycle/discouraged/lit/0: "out" after "lit" is discouraged and in transitions; a move is one or the other',
      ],
    ],
    [
      'a state that is discouraged after itself',
      machine({ discouraged: { lit: ['lit'] } }),
      ['/x-lifecycle/discouraged/lit/0: "lit" is discouraged after itself; staying put is always legal'],
    ],
    [
      'a state that only a discouraged move leads to',
      machine({ transitions: { out: [], lit: ['out'] }, discouraged: { out: ['lit'] } }),
      [
        '/x-lifecycle/transitions/lit: state "lit" is out of reach of the initial states; each state is initial or follows one that can be reached',
      ],
    ],
    [
      'an initial state without an entry',
      machine({ initial: ['out', 'new'] }),
      [
        '/x-lifecycle/initial/1: initial state "new" has no entry in transitions; a state with no way out has an empty list',
      ],
    ],
    [
      'a state that nothing leads to',
      machine({ transitions: { out: [], lit: ['out'] } }),
      [
        '/x-lifecycle/transitions/lit: state "lit" is out of reach of the initial states; each state is initial or follows one that can be reached',
      ],
    ],
    [
      'each of the states of a circle that nothing leads to',
      {
        type: 'string',
        'x-lifecycle': { initial: ['out'], transitions: { out: [], lit: ['dim'], dim: ['lit'] } },
      },
      [
        '/x-lifecycle/transitions/lit: state "lit" is out of reach of the initial states; each state is initial or follows one that can be reached',
        '/x-lifecycle/transitions/dim: state "dim" is out of reach of the initial states; each state is initial or follows one that can be reached',
      ],
    ],
    [
      'an alias that is also a state',
      machine({ aliases: { on: 'lit', out: 'lit' } }),
      ['/x-lifecycle/aliases/out: alias "out" is also a state; an alias is another spelling of a state'],
    ],
    [
      'an alias of what is no state',
      machine({ aliases: { on: 'alight' } }),
      [
        '/x-lifecycle/aliases/on: alias "on" means "alight", which is no state; an alias names a state with an entry in transitions',
      ],
    ],
    [
      'an alias of an alias',
      { type: 'string', 'x-lifecycle': { ...MACHINE, aliases: { on: 'lit', burning: 'on' } } },
      [
        '/x-lifecycle/aliases/burning: alias "burning" means "on", which is no state; an alias names a state with an entry in transitions',
      ],
    ],
    [
      'a state that the enum does not allow',
      machine({ transitions: { out: ['lit', 'dim'], lit: ['out'], dim: [] } }),
      ['/x-lifecycle/transitions/dim: state "dim" is not in the enum; the enum lists each state and alias'],
    ],
    [
      'an alias that the enum does not allow',
      machine({ aliases: { on: 'lit', burning: 'lit' } }),
      ['/x-lifecycle/aliases/burning: alias "burning" is not in the enum; the enum lists each state and alias'],
    ],
    [
      'a word of the enum that is neither state nor alias',
      { ...STATUS, enum: ['out', 'lit', 'on', 'dim'], 'x-lifecycle': MACHINE },
      ['/x-lifecycle: "dim" is in the enum but neither a state nor an alias; the enum lists states and aliases alone'],
    ],
    [
      'what the enum of a reference does not allow',
      {
        $ref: '#/properties/lamp/definitions/word',
        definitions: { word: { type: 'string', enum: ['out', 'lit'] } },
        'x-lifecycle': MACHINE,
      },
      ['/x-lifecycle/aliases/on: alias "on" is not in the enum; the enum lists each state and alias'],
    ],
    [
      'a state that bears the name of what every object has',
      machine({ transitions: { out: ['lit', 'constructor'], lit: [] } }),
      [
        '/x-lifecycle/transitions/out/1: "constructor" follows "out" but is no state; a state has an entry in transitions, one with no way out an empty list',
      ],
    ],
  ])('%s', (_name, lamp, mistakes) => {
    expect(mistakesOf(lamp)).toEqual(mistakes);
  });
});

describe('of a keyword it tells that it stands', () => {
  test.each<[name: string, lamp: Schema, mistakes: string[]]>([
    [
      'a machine on a number',
      { type: 'integer', 'x-lifecycle': MACHINE },
      ['/x-lifecycle: x-lifecycle stands on the type "number"; it belongs on a string, with or without null'],
    ],
    [
      'a machine on a string or a number',
      { type: ['string', 'number'], 'x-lifecycle': MACHINE },
      ['/x-lifecycle: x-lifecycle stands on the type "number"; it belongs on a string, with or without null'],
    ],
    [
      'a machine on null alone',
      { type: 'null', 'x-lifecycle': MACHINE },
      ['/x-lifecycle: x-lifecycle stands on the type "null"; it belongs on a string, with or without null'],
    ],
    [
      'a machine where no type is said',
      { 'x-lifecycle': MACHINE },
      ['/x-lifecycle: x-lifecycle stands where no type is said; it belongs on a string, with or without null'],
    ],
    [
      'a machine on a number by reference',
      { $ref: 'parts.schema.json#/definitions/wick', 'x-lifecycle': MACHINE },
      ['/x-lifecycle: x-lifecycle stands on the type "number"; it belongs on a string, with or without null'],
    ],
    [
      'a machine on one of two types',
      { anyOf: [{ type: 'string' }, { type: 'boolean' }], 'x-lifecycle': MACHINE },
      ['/x-lifecycle: x-lifecycle stands on the type "boolean"; it belongs on a string, with or without null'],
    ],
    [
      'x-append-only on a string',
      { type: 'string', 'x-append-only': true },
      ['/x-append-only: x-append-only stands on the type "string"; it belongs on an array'],
    ],
    [
      'x-grow-only on an object',
      { type: ['object', 'null'], 'x-grow-only': true },
      ['/x-grow-only: x-grow-only stands on the type "object"; it belongs on an array'],
    ],
    [
      'x-key on a string',
      { type: 'string', 'x-key': 'id' },
      ['/x-key: x-key stands on the type "string"; it belongs on an array of objects'],
    ],
    [
      'x-key on an array of something',
      { type: 'array', 'x-key': 'id' },
      [
        '/x-key: x-key names "id", which the items do not have; elements are told apart by a property that the schema of the items names',
      ],
    ],
    [
      'x-key on objects without that property',
      { type: 'array', items: ITEMS, 'x-key': 'sha' },
      [
        '/x-key: x-key names "sha", which the items do not have; elements are told apart by a property that the schema of the items names',
      ],
    ],
    [
      'x-monotonic on a boolean',
      { type: 'boolean', 'x-monotonic': 'increasing' },
      ['/x-monotonic: x-monotonic stands on the type "boolean"; it belongs on a number or a date-time'],
    ],
    [
      'x-monotonic on a text',
      { type: 'string', 'x-monotonic': 'increasing' },
      [
        '/x-monotonic: x-monotonic stands on the type "string" without the format "date-time"; it belongs on a number or a date-time',
      ],
    ],
    [
      'x-touch on a text',
      { type: 'string', 'x-touch': true },
      [
        '/x-touch: x-touch stands on the type "string" without the format "date-time"; it belongs on a date-time, with or without null',
      ],
    ],
    [
      'x-touch on a number',
      { type: 'number', 'x-touch': true },
      ['/x-touch: x-touch stands on the type "number"; it belongs on a date-time, with or without null'],
    ],
    [
      'x-touch where a reference leads to nothing',
      { $ref: '#/definitions/none', 'x-touch': true },
      ['/x-touch: x-touch stands where no type is said; it belongs on a date-time, with or without null'],
    ],
  ])('%s', (_name, lamp, mistakes) => {
    expect(mistakesOf(lamp)).toEqual(mistakes);
  });

  test.each<[name: string, lamp: Schema]>([
    ['x-immutable on anything', { 'x-immutable': true }],
    ['x-append-only with x-key', { type: 'array', items: ITEMS, 'x-append-only': true, 'x-key': 'id' }],
    ['x-grow-only with x-key', { type: ['array', 'null'], items: ITEMS, 'x-grow-only': true, 'x-key': 'id' }],
    [
      'x-key on an array whose items a reference describes',
      { $ref: 'parts.schema.json#/definitions/lamps', 'x-key': 'id' },
    ],
    ['x-touch with x-monotonic', { ...TIME, 'x-touch': true, 'x-monotonic': 'nondecreasing' }],
    [
      'x-touch on a date-time by reference',
      { allOf: [{ $ref: 'parts.schema.json#/definitions/time' }], 'x-touch': true },
    ],
    [
      'x-monotonic on a number that may be written as text',
      { type: ['number', 'string', 'null'], 'x-monotonic': 'nondecreasing' },
    ],
    [
      'x-monotonic on one of two numbers',
      { oneOf: [{ type: 'integer' }, { const: 0.5 }], 'x-monotonic': 'increasing' },
    ],
  ])('rightly: %s', (_name, lamp) => {
    expect(mistakesOf(lamp)).toEqual([]);
  });
});

describe('of two keywords it tells that they contradict each other:', () => {
  const pair = 'what never changes has no other rule of change';
  test.each<[name: string, lamp: Schema, mistakes: string[]]>([
    [
      'x-immutable and a machine',
      { ...STATUS, 'x-lifecycle': MACHINE, 'x-immutable': true },
      [`/x-immutable: x-immutable stands beside x-lifecycle; ${pair}`],
    ],
    [
      'x-immutable and x-touch',
      { ...TIME, 'x-touch': true, 'x-immutable': true },
      [`/x-immutable: x-immutable stands beside x-touch; ${pair}`],
    ],
    [
      'x-immutable and x-monotonic',
      { type: 'number', 'x-monotonic': 'increasing', 'x-immutable': true },
      [`/x-immutable: x-immutable stands beside x-monotonic; ${pair}`],
    ],
    [
      'x-immutable and x-key',
      { type: 'array', items: ITEMS, 'x-key': 'id', 'x-immutable': true },
      [`/x-immutable: x-immutable stands beside x-key; ${pair}`],
    ],
    [
      'x-immutable and the machine of a reference',
      { $ref: 'parts.schema.json#/definitions/lamp', 'x-immutable': true },
      [`/x-immutable: x-immutable stands beside x-lifecycle; ${pair}`],
    ],
    [
      'x-append-only and x-grow-only',
      { type: 'array', 'x-append-only': true, 'x-grow-only': true },
      ['/x-append-only: x-append-only stands beside x-grow-only; an array that only grows at its end loses no member'],
    ],
    [
      'x-append-only and the x-grow-only of a reference',
      { $ref: 'parts.schema.json#/definitions/row', 'x-append-only': true },
      ['/x-append-only: x-append-only stands beside x-grow-only; an array that only grows at its end loses no member'],
    ],
    [
      'a machine and x-touch',
      { ...TIME, 'x-lifecycle': MACHINE, 'x-touch': true },
      ['/x-lifecycle: x-lifecycle stands beside x-touch; a state is no point in time'],
    ],
    [
      'a machine and another one in a reference',
      {
        $ref: 'parts.schema.json#/definitions/lamp',
        'x-lifecycle': { initial: ['on'], transitions: { on: ['out', 'lit'], out: [], lit: [] } },
      },
      ['/x-lifecycle: x-lifecycle stands here and, otherwise, in what the reference leads to; a place has one'],
    ],
  ])('%s', (_name, lamp, mistakes) => {
    expect(mistakesOf(lamp)).toEqual(mistakes);
  });
});

test('a keyword is looked at wherever draft-07 has a schema', () => {
  const wrong = { type: 'string', 'x-append-only': true };
  const schema = {
    items: [wrong, { items: wrong }],
    anyOf: [{ additionalProperties: wrong }],
    dependencies: { wick: wrong, oil: ['wick'] },
    patternProperties: { 'a/b': wrong },
    if: wrong,
  };
  expect(lintAnnotations(schema, resolverFor([])).map(({ pointer }) => pointer)).toEqual([
    '/if/x-append-only',
    '/items/0/x-append-only',
    '/items/1/items/x-append-only',
    '/anyOf/0/additionalProperties/x-append-only',
    '/patternProperties/a~1b/x-append-only',
    '/dependencies/wick/x-append-only',
  ]);
});

test('a property that bears a keyword as its name is no keyword', () => {
  expect(lintAnnotations({ properties: { 'x-touch': { type: 'string' } } }, resolverFor([]))).toEqual([]);
});

test('a schema that refers to itself comes to an end', () => {
  const schema = { $ref: '#', anyOf: [{ $ref: '#' }], 'x-touch': true };
  expect(lintAnnotations(schema, resolverFor([]))).toHaveLength(1);
});

test('what is not well formed is passed over', () => {
  const schema = {
    type: 'string',
    enum: [],
    'x-lifecycle': { initial: 'out', transitions: ['lit'], aliases: { on: 1 } },
  };
  expect(lintAnnotations(schema, resolverFor([]))).toEqual([]);
});

test.each(SCHEMAS.map(({ id, schema }) => [id, schema] as const))('the schema %s is clean', (_id, schema) => {
  expect(lintAnnotations(schema, resolverFor(SCHEMAS.map((one) => one.schema)))).toEqual([]);
});
