import type { Path } from '../document/position.js';
import { CHANGE_PLANS } from './generated/change-plans.js';
import type { SchemaId } from './generated/schema-types.js';

/** A time that a document says, and where. */
export interface PlacedTime {
  readonly at: Path;
  readonly value: string;
}

/** Every time in a value that its schema has a date-time for, in the order of the schema. */
export function timesIn(schema: SchemaId, value: unknown): readonly PlacedTime[] {
  const plan = CHANGE_PLANS[schema];
  const times: PlacedTime[] = [];
  visit(0, value, []);
  return times;

  function visit(number: number, value: unknown, at: Path): void {
    const node = plan[number];
    if (!node) return;
    if (typeof value === 'string') {
      if (node.time) times.push({ at, value });
    } else if (Array.isArray(value)) {
      const { items } = node;
      if (items === undefined) return;
      value.forEach((item, index) => {
        visit(items, item, [...at, index]);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, property] of Object.entries(node.properties ?? {})) {
        if (Object.hasOwn(value, name)) visit(property, (value as Record<string, unknown>)[name], [...at, name]);
      }
    }
  }
}
