import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { exampleOf } from './page.js';
import { REFERENCES } from '../support/references.js';

const ROOT = path.join(import.meta.dirname, '../..');

function validator(schema: string): ValidateFunction {
  // Other people's schemas are read as they are, with formats and keywords that Ajv does not know.
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path.join(REFERENCES, `${schema}.json`), 'utf8')) as object);
}

function read(file: string): unknown {
  return parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

const FILES: readonly (readonly [string, string, () => unknown, (value: never) => void])[] = [
  [
    'action.yml',
    'github-action',
    () => read('action.yml'),
    (action: { runs: object }) => {
      action.runs = { using: 'composite' };
    },
  ],
  [
    '.pre-commit-hooks.yaml',
    'pre-commit-hooks',
    () => read('.pre-commit-hooks.yaml'),
    ([hook]: [{ entry?: string }]) => {
      delete hook.entry;
    },
  ],
  [
    'the workflow of docs/ci.md',
    'github-workflow',
    (): unknown => parse(exampleOf('.github/workflows/stategate.yml', 'ci.md')),
    (workflow: { jobs?: object }) => {
      delete workflow.jobs;
    },
  ],
  [
    'the workflow of docs/formats.md',
    'github-workflow',
    (): unknown => parse(exampleOf('.github/workflows/code-scanning.yml', 'formats.md')),
    (workflow: { jobs?: object }) => {
      delete workflow.jobs;
    },
  ],
];

test.each(FILES)('%s fits its published schema, which refuses it when broken', (_what, schema, value, breakIt) => {
  const isFit = validator(schema);
  const given = value();
  isFit(given);
  expect(isFit.errors ?? []).toEqual([]);
  breakIt(given as never);
  expect(isFit(given)).toBe(false);
});
