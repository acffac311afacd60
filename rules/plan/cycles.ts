/**
 * Finds the cycles of a directed graph that is given as the list of each node's targets. Where cycles share nodes,
 * only one of them is given: the shortest through the first node. A node that points at itself is no cycle here.
 *
 * Each cycle begins with its lowest node and names none twice; they come in ascending order. Time and memory grow
 * with the nodes and edges, and a long chain costs no stack.
 */
export function cyclesOf(graph: readonly (readonly number[])[]): number[][] {
  const component = components(graph);
  const size = new Map<number, number>();
  for (const one of component) size.set(one, (size.get(one) ?? 0) + 1);

  const done = new Set<number>();
  const cycles: number[][] = [];
  component.forEach((one, node) => {
    if (size.get(one) === 1 || done.has(one)) return;
    done.add(one);
    cycles.push(shortestCycle(graph, component, node));
  });
  return cycles;
}

/** Tarjan's strongly connected components, with a stack of its own: node → number of its component. */
function components(graph: readonly (readonly number[])[]): number[] {
  const component = graph.map(() => -1);
  const order = graph.map(() => -1);
  const low = graph.map(() => -1);
  const nextEdge = graph.map(() => 0);
  const open: number[] = [];
  let visited = 0;
  let found = 0;

  for (const start of graph.keys()) {
    if (order[start] !== -1) continue;
    const walk = [start];
    for (let node = walk.at(-1); node !== undefined; node = walk.at(-1)) {
      if (order[node] === -1) {
        order[node] = low[node] = visited++;
        open.push(node);
      }
      const target = graph[node]?.[nextEdge[node]!++];
      if (target !== undefined) {
        if (order[target] === -1) walk.push(target);
        else if (component[target] === -1) low[node] = Math.min(low[node]!, order[target]!);
        continue;
      }
      walk.pop();
      const caller = walk.at(-1);
      if (caller !== undefined) low[caller] = Math.min(low[caller]!, low[node]!);
      if (low[node] !== order[node]) continue;
      let member: number | undefined;
      do {
        member = open.pop();
        if (member !== undefined) component[member] = found;
      } while (member !== node);
      found += 1;
    }
  }
  return component;
}

/** Breadth first from a node until an edge leads back to it; never leaves the node's component. */
function shortestCycle(graph: readonly (readonly number[])[], component: readonly number[], start: number): number[] {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of graph[node] ?? []) {
      if (target === node || component[target] !== component[start]) continue;
      if (target === start) return trail(cameFrom, node);
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  throw new Error(`node ${String(start)} is on no cycle`);
}

function trail(cameFrom: ReadonlyMap<number, number>, end: number): number[] {
  const nodes = [end];
  for (let node = cameFrom.get(end); node !== undefined; node = cameFrom.get(node)) nodes.push(node);
  return nodes.reverse();
}
