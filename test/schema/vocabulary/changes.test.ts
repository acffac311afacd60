import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPointer } from '../../../src/document/position.js';
import { changePlanOf } from '../../../src/schema/vocabulary/change-plan.js';
import { type Change, changesBetween, type Granularity } from '../../../src/schema/vocabulary/changes.js';
import { type Lifecycle, readLifecycle } from '../../../src/schema/vocabulary/lifecycle.js';
import { resolverFor, type Schema, subschemas } from '../../../src/schema/vocabulary/subschemas.js';
import { SCHEMAS } from '../../support/schema-files.js';

/** The machines of the project's schemas. */
const MACHINES = SCHEMAS.filter(({ id }) => id !== 'change-vocabulary').flatMap(({ id, schema }) =>
  [...subschemas(schema)].flatMap(([part, at]) =>
    'x-lifecycle' in part ? [{ name: `${id}#${toPointer(at)}`, lifecycle: readLifecycle(part['x-lifecycle']) }] : [],
  ),
);

/** A tree of elements, at each level with a state, a text that never changes, a number that never falls, and a time. */
const ELEMENT = {
  properties: {
    id: { type: 'string' },
    status: { 'x-lifecycle': MACHINES[0]!.lifecycle },
    title: { 'x-immutable': true },
    at: { format: 'date-time', 'x-immutable': true },
    cost: { 'x-monotonic': 'nondecreasing' },
    seen: { 'x-grow-only': true },
    elements: { 'x-key': 'id', 'x-grow-only': true, items: { $ref: '#/definitions/element' } },
  },
};
const TREE = changePlanOf({ $ref: '#/definitions/element', definitions: { element: ELEMENT } }, resolverFor([]));

interface Element {
  readonly id: string;
  readonly status: string;
  readonly title: string;
  readonly at: string;
  readonly cost: number;
  readonly seen: readonly number[];
  readonly elements: readonly Element[];
}

const tree = treeOf(3);

function treeOf(levels: number): fc.Arbitrary<Element> {
  const below = { maxLength: 3, selector: ({ id }: Element) => id };
  return fc.record({
    id: fc.string({ maxLength: 3 }),
    status: fc.constantFrom(...Object.keys(MACHINES[0]!.lifecycle.transitions)),
    title: fc.string({ maxLength: 3 }),
    at: fc.date({ min: new Date(0), max: new Date(2e12), noInvalidDate: true }).map((date) => date.toISOString()),
    cost: fc.integer(),
    seen: fc.array(fc.integer({ max: 5 }), { maxLength: 3 }),
    elements: levels === 0 ? fc.constant([]) : fc.uniqueArray(treeOf(levels - 1), below),
  });
}

function changes(schema: Schema, before: unknown, after: unknown, granularity: Granularity = 'exact'): Change[] {
  return changesBetween(changePlanOf(schema, resolverFor([])), before, after, granularity);
}

describe('nothing is told', () => {
  test.each<Granularity>(['exact', 'sampled'])('of a document that did not change: %s', (granularity) => {
    fc.assert(
      fc.property(tree, (document) => {
        expect(changesBetween(TREE, document, structuredClone(document), granularity)).toEqual([]);
      }),
    );
  });

  test('of elements and members in another order, at any depth', () => {
    const turned = (element: Element): Element => ({
      ...element,
      seen: element.seen.toReversed(),
      elements: element.elements.map(turned).reverse(),
    });
    fc.assert(
      fc.property(tree, (document) => {
        expect(changesBetween(TREE, document, turned(document), 'exact')).toEqual([]);
      }),
    );
  });

  test('of times and amounts that are only written otherwise, at any depth', () => {
    const rewritten = (element: Element): unknown => ({
      ...element,
      at: element.at.replace('Z', '000+00:00'),
      cost: `${String(element.cost)}.00`,
      elements: element.elements.map(rewritten),
    });
    fc.assert(
      fc.property(tree, (document) => {
        expect(changesBetween(TREE, document, rewritten(document), 'exact')).toEqual([]);
      }),
    );
  });
});

describe.each(MACHINES)('the machine $name', ({ lifecycle }) => {
  const schema = { properties: { status: { 'x-lifecycle': lifecycle } } };
  const plan = changePlanOf(schema, resolverFor([]));
  const told = (before: string | undefined, after: string, granularity: Granularity): string[] =>
    changesBetween(plan, before === undefined ? undefined : { status: before }, { status: after }, granularity).map(
      ({ problem }) => problem,
    );

  test('lets every legal walk pass, in any spelling', () => {
    fc.assert(
      fc.property(walkThrough(lifecycle), (walk) => {
        walk.forEach((state, index) => {
          expect(told(walk[index - 1], state, 'exact')).toEqual([]);
          for (const earlier of walk.slice(0, index)) {
            expect(['', 'skipped-states']).toContain(told(earlier, state, 'sampled').join());
          }
        });
      }),
    );
  });

  test('tells of every move that is not in it', () => {
    const { transitions, discouraged = {} } = lifecycle;
    for (const from of Object.keys(transitions)) {
      for (const to of Object.keys(transitions)) {
        const expected = discouraged[from]?.includes(to) ? 'discouraged-transition' : 'illegal-transition';
        const isLegal = from === to || transitions[from]?.includes(to);
        expect([from, to, ...told(from, to, 'exact')]).toEqual([from, to, ...(isLegal ? [] : [expected])]);
      }
    }
  });
});

/** Walks along the transitions from an initial state; a state may stay, and be written in any of its spellings. */
function walkThrough({ initial, transitions, aliases }: Lifecycle): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.constantFrom(...initial), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }))
    .map(([start, choices]) => {
      let state = start;
      const walk = [start];
      for (const [move, spelling] of choices) {
        const targets = [state, ...(transitions[state] ?? [])];
        state = targets[move % targets.length]!;
        const spellings = [state, ...Object.keys(aliases).filter((alias) => aliases[alias] === state)];
        walk.push(spellings[spelling % spellings.length]!);
      }
      return walk;
    });
}

describe('what is told', () => {
  const WORK = {
    initial: ['new'],
    transitions: { new: ['begun'], begun: ['done'], done: [] },
    discouraged: { done: ['begun'] },
  };
  const status = { properties: { status: { 'x-lifecycle': WORK } } };

  test('of a transition: the states that may follow, and a way where there is one', () => {
    expect(changes(status, { status: 'new' }, { status: 'done' })).toEqual([
      {
        problem: 'illegal-transition',
        at: ['status'],
        from: ['status'],
        place: ['status'],
        before: 'new',
        after: 'done',
        next: ['begun'],
        path: ['new', 'begun', 'done'],
      },
    ]);
  });

  test('of skipped states: a shortest way, with both ends', () => {
    const [change] = changes(status, { status: 'new' }, { status: 'done' }, 'sampled');
    expect(change).toMatchObject({ problem: 'skipped-states', path: ['new', 'begun', 'done'] });
  });

  test('of a discouraged way between samples: the whole way', () => {
    const machine = { ...WORK, transitions: { ...WORK.transitions, begun: ['done', 'over'], over: [] } };
    const schema = { properties: { status: { 'x-lifecycle': machine } } };
    const [change] = changes(schema, { status: 'done' }, { status: 'over' }, 'sampled');
    expect(change).toMatchObject({ problem: 'discouraged-transition', path: ['done', 'begun', 'over'], next: [] });
  });

  test('of a state that did not begin at the beginning: the way there', () => {
    const [change] = changes(status, undefined, { status: 'done' });
    expect(change).toMatchObject({ problem: 'not-initial', initial: ['new'], path: ['new', 'begun', 'done'] });
    expect(change).not.toHaveProperty('from');
  });

  test('of an element that has moved: where it stands now, where it stood, its place in the schema, and its key', () => {
    const schema = { properties: { rows: { 'x-key': 'id', items: { properties: { w: { 'x-immutable': true } } } } } };
    const before = { rows: [{ id: 'a', w: 1 }, { id: 'b' }] };
    const [change] = changes(schema, before, { rows: [{ id: 'b' }, { id: 'a', w: 2 }] });
    expect(change).toMatchObject({ at: ['rows', 1, 'w'], from: ['rows', 0, 'w'], place: ['rows', '*', 'w'], key: 'a' });
  });

  test('of an array that is not appended to: the first element that is not what it was', () => {
    const schema = { properties: { rows: { 'x-append-only': true } } };
    expect(changes(schema, { rows: [1, 2, 3] }, { rows: [1, 3] })).toMatchObject([{ index: 1 }]);
  });

  test('of a set that shrank: its missing members, or their keys', () => {
    const rows = { 'x-grow-only': true };
    expect(changes({ properties: { rows } }, { rows: [3, 1, 2] }, { rows: [1] })).toMatchObject([{ missing: [3, 2] }]);
    const keyed = { properties: { rows: { ...rows, 'x-key': 'id' } } };
    expect(changes(keyed, { rows: [{ id: 'a', w: 1 }] }, { rows: [] })).toMatchObject([{ missing: ['a'] }]);
  });
});
