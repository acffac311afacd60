import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { toPointer } from '../../../src/document/position.js';
import { changePlanOf } from '../../../src/schema/vocabulary/change-plan.js';
import { changesBetween, type ChangeProblem } from '../../../src/schema/vocabulary/changes.js';
import { resolverFor, type Schema } from '../../../src/schema/vocabulary/subschemas.js';
import { SCHEMAS } from '../../support/schema-files.js';

interface Told {
  readonly problem: ChangeProblem;
  readonly pointer: string;
}

interface Group {
  readonly description: string;
  readonly schema: Schema;
  readonly tests: readonly {
    readonly description: string;
    readonly before?: unknown;
    readonly after: unknown;
    readonly sampled?: true;
    readonly valid: boolean;
    readonly problems?: readonly Told[];
  }[];
}

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/vocabulary');
const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && file !== 'suite.schema.json')
  .map((file) => ({ file, groups: JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Group[] }));
const KEYWORDS = ['x-append-only', 'x-grow-only', 'x-immutable', 'x-key', 'x-lifecycle', 'x-monotonic', 'x-touch'];

describe.each(FILES)('$file', ({ groups }) => {
  describe.each(groups)('$description', ({ schema, tests }) => {
    const plan = changePlanOf(schema, resolverFor([]));

    test.each(tests)('$description', ({ before, after, sampled, problems = [] }) => {
      const changes = changesBetween(plan, before, after, sampled ? 'sampled' : 'exact');
      const told = changes.map(({ problem, at }) => ({ problem, pointer: toPointer(at) }));
      expect(told.sort(byText)).toEqual([...problems].sort(byText));
    });
  });
});

describe('the suite', () => {
  test('has a file for each keyword, and one for what they do together', () => {
    const names = [...KEYWORDS.map((keyword) => keyword.replace('x-', '')), 'combined'].sort();
    expect(FILES.map(({ file }) => file)).toEqual(names.map((name) => `${name}.json`));
  });

  test('is as its schema says', () => {
    const schema = JSON.parse(readFileSync(path.join(FOLDER, 'suite.schema.json'), 'utf8')) as Schema;
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    for (const { file, groups } of FILES) expect([file, validate(groups) || validate.errors]).toEqual([file, true]);
  });

  test('has schemas whose annotations are well formed', () => {
    const meta = SCHEMAS.find(({ id }) => id === 'change-vocabulary')!.schema;
    const validate = new Ajv({ strict: false }).compile(meta);
    for (const { description, schema } of FILES.flatMap(({ groups }) => groups)) {
      expect([description, validate(schema) || validate.errors]).toEqual([description, true]);
    }
  });

  test('calls a change valid when, and only when, all that is told of it is a notice', () => {
    for (const { tests } of FILES.flatMap(({ groups }) => groups)) {
      for (const { description, valid, sampled, problems = [] } of tests) {
        const notices = ['discouraged-transition', 'skipped-states', ...(sampled ? ['not-initial'] : [])];
        expect([description, problems.every(({ problem }) => notices.includes(problem))]).toEqual([description, valid]);
      }
    }
  });

  test('names each of its tests once', () => {
    for (const { file, groups } of FILES) {
      const names = groups.flatMap(({ description, tests }) =>
        tests.map((one) => `${description}: ${one.description}`),
      );
      expect([file, names.length]).toEqual([file, new Set(names).size]);
    }
  });

  test('has a test that tells each problem, and one that tells none, in the file of each keyword that can', () => {
    const told = new Set(
      FILES.flatMap(({ groups }) => groups.flatMap(({ tests }) => tests.flatMap(({ problems = [] }) => problems))).map(
        ({ problem }) => problem,
      ),
    );
    expect([...told].sort()).toEqual([
      'append-only-broken',
      'discouraged-transition',
      'grow-only-shrunk',
      'illegal-transition',
      'immutable-changed',
      'not-initial',
      'skipped-states',
      'time-regressed',
      'unknown-state',
      'updated-at-not-touched',
    ]);
    for (const { file, groups } of FILES) {
      expect([file, groups.some(({ tests }) => tests.some(({ valid }) => valid))]).toEqual([file, true]);
    }
  });
});

function byText(a: Told, b: Told): number {
  const [first, second] = [`${a.pointer} ${a.problem}`, `${b.pointer} ${b.problem}`];
  return first < second ? -1 : first > second ? 1 : 0;
}
