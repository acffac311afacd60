import type { GlobNode } from './glob-syntax.js';

/** A place in a glob: what may come next there. */
type State =
  | { readonly type: 'end' }
  | { readonly type: 'character'; readonly is: (character: string) => boolean; readonly next: State }
  | { readonly type: 'fork'; readonly to: State[] }
  | { readonly type: 'not'; readonly start: State; readonly next: State };

/** A `!(…)` under way, with where what it excludes has come to. */
interface Not {
  readonly state: State & { type: 'not' };
  readonly excluded: Places;
}

/** All places in a glob that what was read so far leads to. */
interface Places {
  readonly states: Set<State>;
  readonly nots: Not[];
  /** Where characters lead from here, as far as they were met. */
  readonly known: Map<string, Places>;
}

const END: State = { type: 'end' };

/** How many steps are remembered; beyond that, everything is forgotten. */
const MOST_REMEMBERED = 10_000;

/**
 * A test whether a glob matches a path (with `/`) or one of the folders that it stands in.
 *
 * All ways to match are followed at once, character by character, so that time grows with the length of the glob times
 * that of the path and no glob makes it explode, as backtracking would. (A `!(…)` starts anew at each character of a
 * name, which makes it once more the length of the name.) Paths are alike, so where a character leads is remembered.
 */
export function compileGlob(node: GlobNode): (path: string) => boolean {
  const first = compile(node, END);
  const number = numbering();
  let start = placesFrom([first]);
  let places = new Map<string, Places>();
  let remembered = 0;

  return (path) => {
    let at = start;
    for (const character of charactersOf(path)) {
      if (character === '/' && at.states.has(END)) return true;
      at = at.known.get(character) ?? next(at, character);
      if (at.states.size === 0 && at.nots.length === 0) return false;
    }
    return at.states.has(END);
  };

  function next(from: Places, character: string): Places {
    const reached = step(from, character);
    if (from.nots.length > 0 || reached.nots.length > 0) return reached;
    if (remembered >= MOST_REMEMBERED) {
      start = placesFrom([first]);
      places = new Map();
      remembered = 0;
    }
    const key = [...reached.states].map(number).sort().join();
    const same = places.get(key) ?? reached;
    places.set(key, same);
    from.known.set(character, same);
    remembered += 1;
    return same;
  }
}

function compile(node: GlobNode, next: State): State {
  switch (node.type) {
    case 'character':
      return { type: 'character', is: node.is, next };
    case 'sequence':
      return node.nodes.reduceRight((rest, part) => compile(part, rest), next);
    case 'choice':
      return { type: 'fork', to: node.options.map((option) => compile(option, next)) };
    case 'not':
      return { type: 'not', start: compile(node.node, END), next };
    case 'repeat': {
      const again: State = { type: 'fork', to: [next] };
      const once = compile(node.node, again);
      again.to.push(once);
      return node.some ? once : again;
    }
  }
}

function step({ states, nots }: Places, character: string): Places {
  const reached: State[] = [];
  for (const state of states) if (state.type === 'character' && state.is(character)) reached.push(state.next);
  const places = placesFrom(reached);
  if (character === '/' || character === '..') return places;
  for (const { state, excluded } of nots) addNot(places, { state, excluded: step(excluded, character) });
  return places;
}

function placesFrom(reached: readonly State[]): Places {
  const places: Places = { states: new Set(), nots: [], known: new Map() };
  for (const state of reached) add(places, state);
  return places;
}

function add(places: Places, reached: State): void {
  const pending = [reached];
  for (let state = pending.pop(); state; state = pending.pop()) {
    if (places.states.has(state)) continue;
    places.states.add(state);
    if (state.type === 'fork') pending.push(...state.to);
    if (state.type === 'not') addNot(places, { state, excluded: placesFrom([state.start]) });
  }
}

function addNot(places: Places, not: Not): void {
  const { state, excluded } = not;
  // What can no longer become what is excluded needs to be followed once only.
  const isSettled = (other: Not): boolean => other.state === state && other.excluded.states.size === 0;
  if (excluded.states.size === 0 && places.nots.some(isSettled)) return;
  places.nots.push(not);
  if (!excluded.states.has(END)) add(places, state.next);
}

function numbering(): (state: State) => number {
  const numbers = new Map<State, number>();
  return (state) => {
    const number = numbers.get(state) ?? numbers.size;
    numbers.set(state, number);
    return number;
  };
}

/** A path's characters; each `..` that it begins with is one, so that no wildcard takes it for a name. */
function charactersOf(path: string): Iterable<string> {
  if (!path.startsWith('..')) return path;
  const characters: string[] = [];
  let at = 0;
  for (; path.startsWith('../', at); at += 3) characters.push('..', '/');
  const rest = path.slice(at);
  return characters.concat(rest === '..' ? rest : Array.from(rest));
}
