import { describe, expect, test } from 'vitest';
import { changePlanOf, type ChangePlan } from '../../../src/schema/vocabulary/change-plan.js';
import { changesBetween } from '../../../src/schema/vocabulary/changes.js';
import { commonPlan } from '../../../src/schema/vocabulary/common-plan.js';
import { resolverFor, type Schema } from '../../../src/schema/vocabulary/subschemas.js';
import { SCHEMAS } from '../../support/schema-files.js';

const FIXED = { 'x-immutable': true };
const GROWING = { 'x-grow-only': true };
const LIT = { 'x-lifecycle': { initial: ['out'], transitions: { out: ['lit'], lit: [] }, aliases: { on: 'lit' } } };

function planOf(schema: Schema, others: readonly Schema[] = []): ChangePlan {
  return changePlanOf(schema, resolverFor(others));
}

describe('the plan of a schema', () => {
  test('is empty where nothing is said of changes, be there keys and times', () => {
    const rows = { 'x-key': 'id', items: { properties: { at: { format: 'date-time' } } } };
    expect(planOf({ properties: { rows } })).toEqual([]);
  });

  test('holds what is said, and nothing of what is not', () => {
    const schema = { type: 'object', properties: { id: FIXED, name: { type: 'string' }, lamp: LIT } };
    expect(planOf(schema)).toEqual([
      { properties: { id: 1, lamp: 2 } },
      { immutable: true },
      { lifecycle: { initial: ['out'], transitions: { out: ['lit'], lit: [] }, aliases: { on: 'lit' } } },
    ]);
  });

  test('has one node for a schema that is referred to twice', () => {
    const lamp = (): Schema => ({ $ref: '#/definitions/lamp' });
    const definitions = { lamp: { properties: { id: FIXED } } };
    expect(planOf({ properties: { north: lamp(), south: lamp() }, definitions })).toEqual([
      { properties: { north: 2, south: 2 } },
      { immutable: true },
      { properties: { id: 1 } },
    ]);
  });

  test('ends where a schema contains itself', () => {
    const schema = { properties: { id: FIXED, inner: { $ref: '#' } } };
    expect(planOf(schema)).toEqual([{ properties: { id: 1, inner: 0 } }, { immutable: true }]);
  });

  test('keeps the names of which nothing is said where something is said of the rest', () => {
    const schema = { properties: { free: {} }, patternProperties: { '^x': true }, additionalProperties: FIXED };
    expect(planOf(schema)).toEqual([
      { properties: { free: 2 }, others: [{ patterns: { '^x': 2 }, rest: 1 }] },
      { immutable: true },
      {},
    ]);
  });

  test('follows references to other schemas', () => {
    const parts = { $id: 'parts.schema.json', definitions: { lamp: { $ref: '#/definitions/fixed' }, fixed: FIXED } };
    const schema = { properties: { lamp: { $ref: 'parts.schema.json#/definitions/lamp' } } };
    expect(planOf(schema, [parts])).toEqual([{ properties: { lamp: 1 } }, { immutable: true }]);
  });

  test('says nothing of a reference that leads nowhere', () => {
    expect(planOf({ properties: { lamp: { $ref: '#/definitions/gone' }, id: FIXED } })).toHaveLength(2);
  });

  test('is plain data, for every schema of the project', () => {
    const resolve = resolverFor(SCHEMAS.map(({ schema }) => schema));
    const plans = SCHEMAS.map(({ schema }) => changePlanOf(schema, resolve));
    expect(plans.filter((plan) => plan.length > 0).length).toBeGreaterThan(12);
    expect(JSON.parse(JSON.stringify(plans))).toEqual(plans);
  });
});

describe('what two plans have in common', () => {
  const common = (one: Schema, other: Schema): ChangePlan => commonPlan(planOf(one), planOf(other));

  test('is what both say of a place', () => {
    const one = { properties: { id: FIXED, done: GROWING, lamp: LIT } };
    const other = { properties: { id: FIXED, done: FIXED, lamp: { ...LIT } } };
    expect(changed(common(one, other))).toEqual(['immutable-changed /id', 'illegal-transition /lamp']);

    function changed(plan: ChangePlan): string[] {
      const before = { id: 1, done: [1], lamp: 'lit' };
      const changes = changesBetween(plan, before, { id: 2, done: [], lamp: 'out' }, 'exact');
      return changes.map(({ problem, at }) => `${problem} /${at.join('/')}`);
    }
  });

  test('leaves out a machine that is not the same in both', () => {
    const other = { initial: ['out'], transitions: { out: ['lit'], lit: ['out'] } };
    const plan = common({ properties: { lamp: LIT } }, { properties: { lamp: { 'x-lifecycle': other } } });
    expect(changesBetween(plan, { lamp: 'lit' }, { lamp: 'out' }, 'exact')).toEqual([]);
  });

  test('holds for elements that both follow by the same key', () => {
    const rows = (key: string): Schema => ({
      properties: { rows: { 'x-key': key, items: { properties: { w: FIXED } } } },
    });
    const before = { rows: [{ id: 'a', name: 'a', w: 1 }] };
    const after = { rows: [{ id: 'a', name: 'a', w: 2 }] };
    expect(changesBetween(common(rows('id'), rows('id')), before, after, 'exact')).toHaveLength(1);
    expect(changesBetween(common(rows('id'), rows('name')), before, after, 'exact')).toEqual([]);
  });

  test('is nothing where one says nothing', () => {
    expect(common({ properties: { id: FIXED } }, {})).toEqual([]);
  });

  test('is the plan itself for a plan and itself, one that contains itself too', () => {
    const plan = planOf({
      properties: { id: FIXED, free: {}, inner: { $ref: '#' } },
      patternProperties: { '^x': GROWING },
      additionalProperties: LIT,
    });
    const joined = commonPlan(plan, plan);
    const before = { id: 1, free: 1, x: [1], lamp: 'lit', inner: { id: 1, lamp: 'lit' } };
    const after = { id: 2, free: 2, x: [], lamp: 'out', inner: { id: 2, lamp: 'out' } };
    expect(changesBetween(joined, before, after, 'exact')).toEqual(changesBetween(plan, before, after, 'exact'));
    expect(changesBetween(joined, before, after, 'exact')).toHaveLength(5);
  });

  test('does not take for the rest what one of them names', () => {
    const one = { properties: { free: {} }, additionalProperties: FIXED };
    const plan = common(one, { additionalProperties: FIXED });
    const changes = changesBetween(plan, { free: 1, x: 1 }, { free: 2, x: 2 }, 'exact');
    expect(changes.map(({ at }) => at)).toEqual([['x']]);
  });
});
