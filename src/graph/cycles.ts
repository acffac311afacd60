/**
 * Finds the cycles among things that point at each other. Where cycles share a thing, only one of them is given: the
 * shortest through the first. A thing that points at itself is no cycle here.
 *
 * Each cycle begins with the first of its things, names none twice, and they come in the order of the things. Time and
 * memory grow with the things and the pointers between them, and a long chain costs no stack.
 *
 * @param targetsOf the things that a thing points at, all of them among `things`
 */
export function cyclesOf<T>(things: readonly T[], targetsOf: (thing: T) => readonly T[]): T[][] {
  const nodes = new Map(things.map((thing) => [thing, nodeFor(thing)]));
  for (const node of nodes.values()) {
    node.targets = targetsOf(node.thing).flatMap((target) => nodes.get(target) ?? []);
  }
  const all = [...nodes.values()];
  const sizes = findComponents(all);

  const told = new Set<number>();
  return all.flatMap((node) => {
    if (sizes[node.component] === 1 || told.has(node.component)) return [];
    told.add(node.component);
    return [shortestCycle(node).map(({ thing }) => thing)];
  });
}

interface Node<T> {
  readonly thing: T;
  targets: Node<T>[];
  /** How many targets have been followed. */
  followed: number;
  /** When the node was first met; -1 before. */
  order: number;
  /** The earliest order known to be reached from here. */
  low: number;
  /** The number of the strongly connected component; -1 while it is not known. */
  component: number;
}

function nodeFor<T>(thing: T): Node<T> {
  return { thing, targets: [], followed: 0, order: -1, low: -1, component: -1 };
}

/** Tarjan's strongly connected components, with a stack of its own. Gives the size of each. */
function findComponents<T>(nodes: readonly Node<T>[]): number[] {
  const sizes: number[] = [];
  const open: Node<T>[] = [];
  let met = 0;

  for (const start of nodes) {
    if (start.order !== -1) continue;
    const walk = [start];
    for (let node = walk.at(-1); node; node = walk.at(-1)) {
      if (node.order === -1) {
        node.order = node.low = met++;
        open.push(node);
      }
      const target = node.targets[node.followed++];
      if (target) {
        if (target.order === -1) walk.push(target);
        else if (target.component === -1) node.low = Math.min(node.low, target.order);
        continue;
      }
      walk.pop();
      const caller = walk.at(-1);
      if (caller) caller.low = Math.min(caller.low, node.low);
      if (node.low !== node.order) continue;
      const members = open.splice(open.lastIndexOf(node));
      for (const member of members) member.component = sizes.length;
      sizes.push(members.length);
    }
  }
  return sizes;
}

/** Breadth first from a node until a pointer leads back to it; never leaves the node's component. */
function shortestCycle<T>(start: Node<T>): Node<T>[] {
  const cameFrom = new Map<Node<T>, Node<T>>();
  const queue = [start];
  for (const node of queue) {
    for (const target of node.targets) {
      if (target === node || target.component !== start.component) continue;
      if (target === start) return trail(cameFrom, node);
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  throw new Error('the component is not strongly connected');
}

function trail<T>(cameFrom: ReadonlyMap<Node<T>, Node<T>>, end: Node<T>): Node<T>[] {
  const nodes = [end];
  for (let node = cameFrom.get(end); node; node = cameFrom.get(node)) nodes.push(node);
  return nodes.reverse();
}
