import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import { compileFromFile } from 'json-schema-to-typescript';
import { describe, expect, test } from 'vitest';
import { NOT_A_DOCUMENT } from '../../scripts/generate/schemas.js';
import { ROOT, SCHEMAS, subschemas } from '../support/schema-files.js';

/** Keywords that only say something to a reader or another tool, so that they may stand beside a reference. */
const ANNOTATION = /^(?:\$id|\$schema|title|description|definitions|x-.+)$/u;

/** Answers the address of draft-07, to which the meta-schema of the change vocabulary refers, without a network. */
const draft07 = {
  order: 1,
  canRead: /^http:\/\/json-schema\.org\/draft-07\/schema/u,
  read: () => readFileSync(createRequire(import.meta.url).resolve('ajv/dist/refs/json-schema-draft-07.json'), 'utf8'),
};

const everywhere = SCHEMAS.flatMap(({ id, schema }) => [...subschemas(schema)].map((found) => ({ id, ...found })));

describe.each(SCHEMAS.map((schema) => [schema.id, schema] as const))('%s', (id, { file, schema }) => {
  test('says of itself what it is and how it is found', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: path.basename(file),
      title: expect.stringMatching(/^[A-Z]/u) as string,
      description: expect.stringMatching(/\.$/u) as string,
    });
  });

  test('works in json-schema-to-typescript, from the file', async () => {
    const options = { cwd: path.join(ROOT, 'schemas'), format: false, $refOptions: { resolve: { draft07 } } };
    const types = await compileFromFile(path.join(ROOT, file), options);
    expect(types).toMatch(/^export (?:interface|type) /mu);
  });

  test('allows properties that it does not name, unless it is of the files of stategate itself', () => {
    if (NOT_A_DOCUMENT.includes(id)) return;
    const closed = [...subschemas(schema)].filter(({ keywords }) => keywords['additionalProperties'] === false);
    expect(closed.length > 0).toBe(id === 'config' || id === 'baseline');
  });
});

test.each<[string, Options, readonly string[]]>([
  ['in strict mode, once it knows the keywords of the change vocabulary', { allowUnionTypes: true }, vocabulary()],
  ['with strict mode off, which needs to know nothing', { strict: false }, []],
])('all of them work in Ajv %s, and it warns of nothing', (_name, options, keywords) => {
  const fail = (message: unknown): never => {
    throw new Error(String(message));
  };
  const ajv = new Ajv({ ...options, logger: { log: fail, warn: fail, error: fail } });
  addFormats.default(ajv);
  ajv.addVocabulary([...keywords]);
  for (const { schema } of SCHEMAS) ajv.addSchema(schema);
  for (const { schema } of SCHEMAS) expect(ajv.getSchema(schema.$id), schema.$id).toBeTypeOf('function');
});

test('no two schemas or parts of schemas bear the same title', () => {
  const titles = everywhere.flatMap(({ keywords: { title } }) => (typeof title === 'string' ? [title] : []));
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  expect(titles.length).toBeGreaterThan(SCHEMAS.length);
});

test('every property has a description', () => {
  const properties = everywhere.flatMap(({ id, at, keywords }) =>
    isInCondition(at)
      ? []
      : Object.entries(keywords['properties'] ?? {}).map(
          ([name, of]) => [`${id}.schema.json#${at}/properties/${name}`, of as unknown] as const,
        ),
  );
  /** What stands beside a reference is passed over in draft-07, so the description of what it leads to counts as well. */
  const isDescribed = (id: string, of: unknown): boolean => {
    const { description, $ref } = of as { readonly description?: string; readonly $ref?: string };
    if (description !== undefined && description !== '') return true;
    return everywhere.some(
      (other) => other.id === id && `#${other.at}` === $ref && typeof other.keywords['description'] === 'string',
    );
  };
  const undescribed = properties.filter(([place, of]) => !isDescribed(place.replace(/\.schema\.json#.*/u, ''), of));
  expect(undescribed.map(([place]) => place)).toEqual([]);
  expect(properties.length).toBeGreaterThan(1000);
});

test('nothing that asserts stands beside a reference, where draft-07 does not see it', () => {
  const references = everywhere.filter(({ keywords }) => '$ref' in keywords);
  const beside = references.flatMap(({ id, at, keywords }) =>
    Object.keys(keywords)
      .filter((keyword) => keyword !== '$ref' && !ANNOTATION.test(keyword))
      .map((keyword) => `${id}.schema.json#${at}/${keyword}`),
  );
  expect(beside).toEqual([]);
  expect(references.length).toBeGreaterThan(100);
});

interface Lifecycle {
  initial: string[];
  transitions: Record<string, string[]>;
  aliases?: Record<string, string>;
}

const machines = everywhere.flatMap(({ id, at, keywords }) =>
  typeof keywords['x-lifecycle'] === 'object'
    ? [{ place: `${id}${at}`, keywords, lifecycle: keywords['x-lifecycle'] as Lifecycle }]
    : [],
);

describe.each(machines)('the lifecycle of $place', ({ keywords, lifecycle }) => {
  const { initial, transitions, aliases = {} } = lifecycle;
  const states = Object.keys(transitions);

  test('begins and ends in states', () => {
    const named = [...initial, ...Object.values(transitions).flat(), ...Object.values(aliases)];
    expect(named.filter((state) => !states.includes(state))).toEqual([]);
  });

  test('reaches every state', () => {
    const reached = new Set(initial);
    for (const state of reached) for (const next of transitions[state] ?? []) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  test('has no alias that is also a state', () => {
    expect(Object.keys(aliases).filter((alias) => states.includes(alias))).toEqual([]);
  });

  test('names exactly the values that are valid there', () => {
    const values = (keywords['enum'] as (string | null)[]).filter((value) => value !== null);
    expect([...states, ...Object.keys(aliases)].sort()).toEqual([...values].sort());
  });
});

test('there are lifecycles', () => {
  expect(machines.length).toBeGreaterThan(10);
});

/** Inside `if` a property is named to ask of it, not to describe it. */
function isInCondition(at: string): boolean {
  return at.split('/').includes('if');
}

function vocabulary(): string[] {
  return [
    ...new Set(everywhere.flatMap(({ keywords }) => Object.keys(keywords).filter((word) => word.startsWith('x-')))),
  ];
}
