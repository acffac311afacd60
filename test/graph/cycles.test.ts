import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cyclesOf as cyclesAmong } from '../../src/graph/cycles.js';

/** Of a graph that is given as each node's list of targets. */
const cyclesOf = (graph: readonly (readonly number[])[]): number[][] =>
  cyclesAmong([...graph.keys()], (node) => graph[node] ?? []);

test.each<[string, number[][], number[][]]>([
  ['nothing', [], []],
  ['a chain', [[1], [2], []], []],
  ['a diamond', [[1, 2], [3], [3], []], []],
  ['a node that points at itself', [[0]], []],
  ['two nodes', [[1], [0]], [[0, 1]]],
  ['a cycle behind a chain', [[1], [2], [3], [1]], [[1, 2, 3]]],
  [
    'two cycles with a bridge between them',
    [[1], [0, 2], [3], [2]],
    [
      [0, 1],
      [2, 3],
    ],
  ],
  ['two cycles that share a node: the shorter one', [[1, 3], [2], [0], [0]], [[0, 3]]],
])('%s', (_name, graph, cycles) => {
  expect(cyclesOf(graph)).toEqual(cycles);
});

const graphs = fc
  .integer({ min: 1, max: 12 })
  .chain((size) =>
    fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }),
  );

test('what is given is a cycle of the graph, and no node is in two', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const cycles = cyclesOf(graph);
      for (const cycle of cycles) {
        expect(cycle.length).toBeGreaterThan(1);
        expect(cycle[0]).toBe(Math.min(...cycle));
        cycle.forEach((node, index) => {
          expect(graph[node]).toContain(cycle[(index + 1) % cycle.length]);
        });
      }
      const nodes = cycles.flat();
      expect(new Set(nodes).size).toBe(nodes.length);
    }),
  );
});

test('nodes that reach each other have a cycle among them, and there is none where no two do', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const reach = graph.map((_, start) => reachable(graph, start));
      const tangles = new Set(
        graph.flatMap((_, a) => {
          const members = graph.flatMap((_, b) => (a !== b && reach[a]!.has(b) && reach[b]!.has(a) ? [b] : []));
          return members.length > 0 ? [[a, ...members].sort((x, y) => x - y).join()] : [];
        }),
      );
      expect(cyclesOf(graph)).toHaveLength(tangles.size);
    }),
  );
});

function reachable(graph: readonly (readonly number[])[], start: number): Set<number> {
  const seen = new Set<number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of graph[node]!) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return seen;
}

test('a chain and a circle of 200,000 cost no stack', () => {
  const chain = Array.from({ length: 200_000 }, (_, node) => (node > 0 ? [node - 1] : []));
  expect(cyclesOf(chain)).toEqual([]);
  chain[0]!.push(chain.length - 1);
  expect(cyclesOf(chain).map(({ length }) => length)).toEqual([200_000]);
});
