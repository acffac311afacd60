import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { annotationMistakes } from '../../scripts/generate/annotations.js';
import { propertyFiles } from '../../scripts/generate/properties.js';
import { schemaTypeFiles } from '../../scripts/generate/schema-types.js';
import type { SchemaFile, SchemaObject } from '../../scripts/generate/schemas.js';
import { validatorFiles } from '../../scripts/generate/validators.js';
import { schemas } from '../../src/schema/generated/schemas.js';
import { ROOT, SCHEMAS } from '../support/schema-files.js';

/** The meta-schema of the change vocabulary, with which every schema is checked. */
const vocabulary = SCHEMAS.find(({ id }) => id === 'change-vocabulary')!;

describe('no validator is made of a schema that is wrong', () => {
  const status = { type: 'string', enum: ['lit', 'out'] };
  const lifecycle = { initial: ['out'], transitions: { out: ['lit'], lit: ['out'] } };

  test.each<[name: string, property: unknown, says: RegExp]>([
    [
      'a lifecycle without a state to begin in',
      { ...status, 'x-lifecycle': { ...lifecycle, initial: [] } },
      /NOT have fewer than 1/u,
    ],
    ['a lifecycle without transitions', { ...status, 'x-lifecycle': { initial: ['out'] } }, /'transitions'/u],
    [
      'a lifecycle with a state in place of states',
      { ...status, 'x-lifecycle': { ...lifecycle, transitions: { out: 'lit' } } },
      /array/u,
    ],
    [
      'a lifecycle with a word of its own',
      { ...status, 'x-lifecycle': { ...lifecycle, final: ['lit'] } },
      /additional properties/u,
    ],
    ['a lifecycle on a number', { type: 'integer', 'x-lifecycle': lifecycle }, /lamp\/type must be equal to constant/u],
    ['x-immutable: false', { ...status, 'x-immutable': false }, /constant/u],
    ['x-append-only on what is no array', { ...status, 'x-append-only': true }, /array|constant/u],
    ['x-touch on a text that is no time', { type: 'string', 'x-touch': true }, /format/u],
    ['a type that JSON Schema does not have', { type: 'text' }, /allowed values|type/u],
  ])('%s', (_name, property, says) => {
    const broken = schemaOf({ lamp: property });
    expect(() => validatorFiles([vocabulary, broken])).toThrow(says);
  });

  test.each<[name: string, property: unknown, says: RegExp]>([
    ['a keyword that nobody knows', { type: 'string', maximumLength: 3 }, /unknown keyword: "maximumLength"/u],
    [
      'a keyword of the change vocabulary, misspelt',
      { type: 'string', 'x-imutable': true },
      /unknown keyword: "x-imutable"/u,
    ],
    ['a format that nobody knows', { type: 'string', format: 'datetime' }, /unknown format "datetime"/u],
    [
      'a keyword that its type does not have',
      { type: 'string', minimum: 3 },
      /missing type "number" for keyword "minimum"/u,
    ],
    ['a reference to nothing', { $ref: '#/definitions/lamp' }, /can't resolve reference/u],
  ])('%s', (_name, property, says) => {
    expect(() => validatorFiles([vocabulary, schemaOf({ lamp: property })])).toThrow(says);
  });

  test('and what is said names the file', () => {
    const broken = schemaOf({ lamp: { type: 'string', 'x-immutable': 'yes' } });
    expect(() => validatorFiles([vocabulary, broken])).toThrow(/^schemas\/lantern\.schema\.json: .*x-immutable/u);
  });

  test('nor any without the meta-schema to check them with', () => {
    expect(() => validatorFiles([schemaOf({})])).toThrow(/change-vocabulary\.schema\.json is missing/u);
  });
});

describe('a validator', () => {
  const files = validatorFiles([
    vocabulary,
    schemaOf({ lamp: { type: 'string', minLength: 2, format: 'date-time' }, at: { const: { port: 1 } } }),
  ]);
  const text = files.get('src/schema/generated/validators/lantern.js') ?? '';

  test('is an ES module that Node can load: nothing is required, and files are imported by their whole names', () => {
    expect(text).toMatch(/^import .*;\n/u);
    expect(text).not.toMatch(/\brequire\(/u);
    const imported = [...text.matchAll(/^import \w+ from "([^"]+)";$/gmu)].map(([, file]) => file);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((file) => !file?.endsWith('.js'))).toEqual([]);
  });

  test('has its types beside it and is loaded when it is asked for', () => {
    expect([...files.keys()].sort()).toEqual([
      'src/schema/generated/validators.ts',
      'src/schema/generated/validators/lantern.d.ts',
      'src/schema/generated/validators/lantern.js',
    ]);
    expect(files.get('src/schema/generated/validators.ts')).toContain(`await import('./validators/lantern.js')`);
  });
});

describe('the types', () => {
  const lamp = { title: 'Lamp', description: 'A lamp.', type: 'object', properties: { port: { type: 'integer' } } };
  const branch = (name: string): unknown => ({
    if: { properties: { kind: { const: name } } },
    then: { $ref: `#/definitions/${name}` },
  });
  const definitions = {
    lamp,
    Lit: { title: 'Lit', type: 'object', required: ['kind'], properties: { kind: { const: 'Lit' } } },
    Out: { title: 'Out', type: 'object', required: ['kind'], properties: { kind: { const: 'Out' } } },
    unlisted: { title: 'Unlisted', type: 'object', properties: { kind: { type: 'string' } } },
  };
  const reference = { $ref: '#/definitions/lamp', description: 'One of the lamps.' };
  const parts = schemaFile('lantern', { properties: { north: reference, south: reference }, definitions });
  const branches = schemaFile('lantern', {
    allOf: [{ if: { not: {} }, then: { $ref: '#/definitions/unlisted' } }, branch('Lit'), branch('Out')],
    definitions,
  });

  async function typesOf(lantern: SchemaFile): Promise<string> {
    const hookEvent = schemaFile('hook-event', { definitions: { unlisted: definitions.unlisted } });
    const { files } = await schemaTypeFiles([hookEvent, lantern]);
    return files.get('src/schema/generated/schema-types.ts') ?? '';
  }

  test('have one type for a part that is described differently where it is referred to', async () => {
    const text = await typesOf(parts);
    expect(text).toMatch(/north\?: Lamp$/mu);
    expect(text).toMatch(/south\?: Lamp$/mu);
    expect(text).not.toMatch(/Lamp1/u);
  });

  test('have a union where a schema branches, without the branch for names that are not listed', async () => {
    const text = await typesOf(branches);
    expect(text).toMatch(/export type Lantern = \(?Lit \| Out\)?;?/u);
  });

  test('are made of a copy: the schemas keep their branches and their descriptions', async () => {
    for (const lantern of [parts, branches]) {
      const before = structuredClone(lantern);
      await typesOf(lantern);
      expect(lantern).toEqual(before);
    }
  });
});

test('the schemas as data are the files, to the letter', () => {
  expect(schemas).toEqual(Object.fromEntries(SCHEMAS.map(({ id, schema }) => [id, schema])));
});

test('no part of a schema became a type of its own twice, as Lamp and Lamp1', () => {
  const text = readFileSync(path.join(ROOT, 'src/schema/generated/schema-types.ts'), 'utf8');
  const names = [...text.matchAll(/^export (?:interface|type) (\w+)/gmu)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => /[^V\d]\d+$/u.test(name))).toEqual([]);
});

describe('the table of properties', () => {
  test('says where a reference leads to nothing', () => {
    expect(() => propertyFiles([schemaOf({ lamp: { $ref: 'lamps.schema.json#/definitions/lamp' } })])).toThrow(
      'lantern.schema.json refers to lamps.schema.json#/definitions/lamp, which is not there',
    );
  });

  test('ends where a schema contains itself', () => {
    const files = propertyFiles([schemaOf({ inner: { $ref: '#' }, lamp: {} })]);
    expect(files.get('src/schema/generated/properties.ts')).toContain('{"lantern":{"":["inner","lamp"]}}');
  });

  test('keeps a name that holds a slash apart from a path', () => {
    const files = propertyFiles([schemaOf({ 'a/b': { properties: { c: {} } } })]);
    expect(files.get('src/schema/generated/properties.ts')).toContain('"/a~1b":["c"]');
  });
});

function schemaOf(properties: Readonly<Record<string, unknown>>): SchemaFile {
  return schemaFile('lantern', { type: 'object', properties });
}

function schemaFile(id: string, keywords: Readonly<Record<string, unknown>>): SchemaFile {
  const schema: SchemaObject = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `${id}.schema.json`,
    title: id,
    ...(keywords as Partial<SchemaObject>),
  };
  return { id, file: `schemas/${id}.schema.json`, schema };
}

describe('nothing is generated of schemas whose annotations are wrong', () => {
  test('and what is said names the file, the place and the mistake', () => {
    const lamp = { type: 'string', enum: ['out'], 'x-lifecycle': { initial: ['out'], transitions: { out: ['lit'] } } };
    expect(annotationMistakes([schemaOf({ lamp })])).toEqual([
      'schemas/lantern.schema.json#/properties/lamp/x-lifecycle/transitions/out/0  "lit" follows "out" but is no state; a state has an entry in transitions, one with no way out an empty list',
    ]);
  });

  test('but the schemas as they are have none', () => {
    expect(annotationMistakes(SCHEMAS)).toEqual([]);
  });
});
