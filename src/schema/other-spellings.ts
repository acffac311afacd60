import type { Path } from '../document/position.js';
import { LIFECYCLE_PLACES, LIFECYCLES } from './generated/lifecycles.js';
import type { SchemaId } from './generated/schema-types.js';
import type { LifecycleId } from './lifecycles.js';

/** A place where a document names a state otherwise than its machine does. */
export interface OtherSpelling {
  readonly at: Path;
  /** As it stands there: another spelling, or null. */
  readonly word: string | null;
  /** The machine's own name for it. */
  readonly state: string;
}

/** A step on the way to the states of a document. */
interface Way {
  readonly properties: [name: string, next: Way][];
  /** What stands at any index. */
  items?: Way;
  /** What can stand here and is not the machine's own name → that name. */
  states?: ReadonlyMap<string | null, string>;
}

/**
 * The states that a document spells otherwise than their machines do, in the order of the schema's places. Null is another
 * spelling of the state in which nothing has begun, where the machine has one.
 */
export function otherSpellings(schema: SchemaId, value: unknown): OtherSpelling[] {
  const found: OtherSpelling[] = [];
  const path: (string | number)[] = [];
  visit(wayIn(schema), value);
  return found;

  function visit({ properties, items, states }: Way, here: unknown): void {
    if (typeof here === 'string' || here === null) {
      const state = states?.get(here);
      if (state !== undefined) found.push({ at: [...path], word: here, state });
    } else if (Array.isArray(here)) {
      if (items) {
        here.forEach((item, index) => {
          visitIn(items, index, item);
        });
      }
    } else if (typeof here === 'object') {
      for (const [name, next] of properties) {
        // No schema names what every object has, such as `constructor`.
        const item = (here as Record<string, unknown>)[name];
        if (item !== undefined) visitIn(next, name, item);
      }
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

function otherNamesIn(machine: LifecycleId): ReadonlyMap<string | null, string> {
  const { initial, aliases } = LIFECYCLES[machine];
  const notBegun = initial.find((state) => NOT_BEGUN.includes(state));
  return new Map([...Object.entries(aliases), ...(notBegun === undefined ? [] : [[null, notBegun] as const])]);
}

const KNOWN = new Map<SchemaId, Way>();

function wayIn(schema: SchemaId): Way {
  let known = KNOWN.get(schema);
  if (!known) KNOWN.set(schema, (known = makeWay(LIFECYCLE_PLACES[schema])));
  return known;
}

function makeWay(places: Readonly<Record<string, LifecycleId>>): Way {
  const way: Way = { properties: [] };
  for (const [place, machine] of Object.entries(places)) {
    let at = way;
    for (const name of place.split('/').slice(1))
      at = name === '*' ? (at.items ??= { properties: [] }) : below(at, name);
    at.states = otherNamesIn(machine);
  }
  return way;
}

function below({ properties }: Way, name: string): Way {
  const known = properties.find(([one]) => one === name);
  if (known) return known[1];
  const next: Way = { properties: [] };
  properties.push([name, next]);
  return next;
}
