import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NOT_A_DOCUMENT } from '../../scripts/generate/schemas.js';
import { ajvWith } from '../../scripts/generate/validators.js';
import { loadValidator } from '../../src/schema/generated/validators.js';
import { KINDS } from '../../src/schema/kinds.js';
import { ROOT, SCHEMAS } from '../support/schema-files.js';
import { type FixtureDocument, readFixtures } from '../support/schema-fixtures.js';
import { verdicts } from '../support/sourcemeta.js';

const { files, documents, apart } = readFixtures();
const schemaIds = [...new Set(documents.map(({ schema }) => schema))];

const folder = mkdtempSync(path.join(tmpdir(), 'agreement-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const compared = (await Promise.all(schemaIds.map(compare))).flat();

test(`an independent validator finds all ${SCHEMAS.length} schemas to be JSON Schemas`, async () => {
  expect(SCHEMAS.map(({ file }) => path.basename(file))).toEqual(readdirSync(path.join(ROOT, 'schemas')).sort());
  const found = await verdicts(
    ['metaschema', '--resolve', 'schemas'],
    SCHEMAS.map(({ file }) => file),
  );
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(SCHEMAS.map(({ file }) => [file, true])));
});

describe(`an independent validator judges ${documents.length} documents of ${files.length} fixture files`, () => {
  test.each(schemaIds)('as ours does, and as their folders say: %s', (id) => {
    const those = compared.filter(({ schema }) => schema === id);
    expect(those.filter(({ theirs, ours }) => theirs !== ours)).toEqual([]);
    expect(those.filter(({ ours, valid }) => valid !== undefined && valid !== ours)).toEqual([]);
  });

  test('and leaves none out', () => {
    expect(compared).toHaveLength(documents.length);
    expect(compared.length).toBeGreaterThan(500);
    const seen = new Set([...compared, ...apart].map(({ file }) => file));
    expect([...seen].sort()).toEqual(listed());
  });
});

test('the documents that no schema can be applied to stand under the rules that are about them', () => {
  const places = apart.map(({ folder: place, why }) => `${place}: ${why}`);
  expect([...new Set(places)].sort()).toEqual([
    'rules/cut-line/fails: unparsed',
    'rules/foreign-document/fails: of no schema',
    'rules/syntax/fails: unparsed',
    'rules/unrecognized-document/fails: of no schema',
    'rules/unsafe-string/fails: not Unicode',
    'rules/version-lost/fails: of no schema',
  ]);
});

test('every schema of a kind has fixtures that fit it and fixtures that do not', () => {
  const ofKinds = Object.values(KINDS).flatMap(({ variants }) => variants.flatMap(({ schema }) => schema ?? []));
  for (const id of ofKinds) {
    const found = new Set(documents.flatMap(({ schema, valid }) => (schema === id ? [valid] : [])));
    expect([...found], id).toEqual(expect.arrayContaining([true, false]));
  }
  expect(new Set([...ofKinds, 'baseline', 'config', ...NOT_A_DOCUMENT])).toEqual(new Set(SCHEMAS.map(({ id }) => id)));
});

interface Compared extends FixtureDocument {
  readonly theirs: boolean | undefined;
  readonly ours: boolean;
}

/** Each text is written to a file of its own: no file holds just a line of JSONL, or a text after a byte-order mark. */
async function compare(schema: string): Promise<Compared[]> {
  mkdirSync(path.join(folder, schema));
  const schemas = path.join(ROOT, 'schemas');
  const validate = await ourValidator(schema);
  const byFile = new Map(
    documents
      .filter((document) => document.schema === schema)
      .map((document, index) => [`${schema}/${String(index)}.json`, document]),
  );
  for (const [file, { text }] of byFile) writeFileSync(path.join(folder, file), text);
  const theirs = await verdicts(
    ['validate', path.join(schemas, `${schema}.schema.json`), '--format-assertion', '--resolve', schemas],
    [...byFile.keys()],
    folder,
  );
  return [...byFile].map(([file, document]) => ({
    ...document,
    theirs: theirs.get(file),
    ours: validate(document.value),
  }));
}

async function ourValidator(schema: string): Promise<(value: unknown) => boolean> {
  if (schema in loadValidator) return loadValidator[schema as keyof typeof loadValidator]();
  // The meta-schema of the change vocabulary is applied only where validators are made.
  const validate = ajvWith(SCHEMAS).getSchema(`${schema}.schema.json`);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  return (value) => validate(value) === true;
}

/** The names of all fixture files that a schema might be applied to, found without the code that reads them. */
function listed(): string[] {
  return ['schemas', 'rules', 'demo']
    .flatMap((part) =>
      readdirSync(path.join(ROOT, 'fixtures', part), { recursive: true, encoding: 'utf8' }).map((file) =>
        `${part}/${file}`.replaceAll(path.sep, '/'),
      ),
    )
    .filter((file) => /\.jsonl?$/u.test(file))
    .sort();
}
