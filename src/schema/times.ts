import type { Path } from '../document/position.js';
import { CHANGE_PLANS } from './generated/change-plans.js';
import type { SchemaId } from './generated/schema-types.js';
import { ofLatest } from './latest.js';

/** A time that a document says, and where. */
export interface PlacedTime {
  readonly at: Path;
  readonly value: string;
}

/** Every time in a value that its schema has a date-time for, in the order of the schema. */
export function timesIn(schema: SchemaId, value: unknown): readonly PlacedTime[] {
  const plan = CHANGE_PLANS[schema];
  const times: PlacedTime[] = [];
  /** Where the walk is. */
  const at: (string | number)[] = [];
  visit(0, value);
  return times;

  function visit(number: number, value: unknown): void {
    const node = plan[number];
    if (!node) return;
    if (typeof value === 'string') {
      if (node.time) times.push({ at: [...at], value });
    } else if (Array.isArray(value)) {
      if (node.items === undefined) return;
      for (const [index, item] of value.entries()) enter(index, node.items, item);
    } else if (typeof value === 'object' && value !== null && node.properties) {
      for (const name of Object.keys(node.properties)) {
        const property = node.properties[name];
        if (property === undefined || !Object.hasOwn(value, name)) continue;
        enter(name, property, (value as Record<string, unknown>)[name]);
      }
    }
  }

  function enter(key: string | number, number: number, value: unknown): void {
    at.push(key);
    visit(number, value);
    at.pop();
  }
}

/** The offset at the end of an RFC 3339 date-time. */
const OFFSET = /T.*(Z|[+-]\d{2}:\d{2})$/iu;

/** Asked for with each time of a document that lacks one. */
const ofLatestValue = ofLatest<string | undefined>();

/**
 * The offset from UTC that all times of a document have, in the spelling of the first, apart from those that have none;
 * `undefined` where they differ, and where no time has one. `-00:00` is none: it says that the offset is not known.
 */
export function sharedOffset(schema: SchemaId, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return ofLatestValue(value, () => offsetOf(timesIn(schema, value)));
}

function offsetOf(times: readonly PlacedTime[]): string | undefined {
  const offsets = times.flatMap(({ value }) => OFFSET.exec(value)?.[1] ?? []);
  const meant = new Set(offsets.map((offset) => (/^(?:z|\+00:00)$/iu.test(offset) ? 'Z' : offset)));
  return meant.size === 1 && !meant.has('-00:00') ? offsets[0] : undefined;
}
