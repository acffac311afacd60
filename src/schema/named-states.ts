import type { Path } from '../document/position.js';
import { LIFECYCLE_PLACES, LIFECYCLES } from './generated/lifecycles.js';
import type { SchemaId } from './generated/schema-types.js';
import type { LifecycleId } from './lifecycles.js';
import type { Lifecycle } from './vocabulary/lifecycle.js';

/** A place where a document names a state otherwise than its machine does. */
export interface OtherSpelling {
  readonly at: Path;
  /** As it stands there: another spelling, or null. */
  readonly word: string | null;
  /** The machine's own name for it. */
  readonly state: string;
}

/** A step on the way to the states of a document; `*` is any index. */
interface Way {
  readonly ways: Map<string, Way>;
  machine?: LifecycleId;
}

/**
 * The states that a document spells otherwise than their machines do, in the order of the schema's places. Null is another
 * spelling of the state in which nothing has begun, where the machine has one.
 */
export function otherSpellings(schema: SchemaId, text: string, value: unknown): OtherSpelling[] {
  const { way, traces } = waysIn(schema);
  if (!traces.some((trace) => text.includes(trace))) return [];
  const found: OtherSpelling[] = [];
  const path: (string | number)[] = [];
  visit(way, value);
  return found;

  function visit({ ways, machine }: Way, here: unknown): void {
    if (machine !== undefined && (typeof here === 'string' || here === null)) {
      const state = here === null ? notBegun(machine) : canonicalOf(machine, here);
      if (state !== undefined) found.push({ at: [...path], word: here, state });
    }
    if (typeof here !== 'object' || here === null) return;
    for (const [name, next] of ways) {
      if (name === '*' && Array.isArray(here)) {
        for (const [index, item] of here.entries()) visitIn(next, index, item);
      } else if (Object.hasOwn(here, name)) visitIn(next, name, (here as Record<string, unknown>)[name]);
    }
  }

  function visitIn(way: Way, key: string | number, here: unknown): void {
    path.push(key);
    visit(way, here);
    path.pop();
  }
}

/** The names that machines have for what has not begun. */
const NOT_BEGUN: readonly string[] = ['not_started', 'pending'];

function notBegun(machine: LifecycleId): string | undefined {
  return LIFECYCLES[machine].initial.find((state) => NOT_BEGUN.includes(state));
}

function canonicalOf(machine: LifecycleId, word: string): string | undefined {
  const aliases = aliasesOf(machine);
  return Object.hasOwn(aliases, word) ? aliases[word] : undefined;
}

function aliasesOf(machine: LifecycleId): Lifecycle['aliases'] {
  return LIFECYCLES[machine].aliases;
}

interface Ways {
  readonly way: Way;
  /** Of which one at least is in the text of a document that has something to be told, unless it is written in escapes. */
  readonly traces: readonly string[];
}

const KNOWN = new Map<SchemaId, Ways>();

function waysIn(schema: SchemaId): Ways {
  let known = KNOWN.get(schema);
  if (!known) KNOWN.set(schema, (known = makeWays(LIFECYCLE_PLACES[schema])));
  return known;
}

function makeWays(places: Readonly<Record<string, LifecycleId>>): Ways {
  const way: Way = { ways: new Map() };
  const traces = new Set<string>();
  for (const [place, machine] of Object.entries(places)) {
    let at = way;
    for (const name of place.split('/').slice(1)) {
      let next = at.ways.get(name);
      if (!next) at.ways.set(name, (next = { ways: new Map() }));
      at = next;
    }
    at.machine = machine;
    for (const alias of Object.keys(aliasesOf(machine))) traces.add(JSON.stringify(alias));
    if (notBegun(machine) !== undefined) traces.add('null');
  }
  return { way, traces: [...traces] };
}
