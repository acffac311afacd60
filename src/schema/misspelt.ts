import type { Path } from '../document/position.js';
import type { SchemaId } from './generated/schema-types.js';
import type { KindId } from './kinds.js';
import { ofLatest } from './latest.js';
import { slipOf } from './near.js';
import { namesAt, otherVersionsWith, toldAsMisspelt, unknownProperties } from './unknown-properties.js';

/** A property that is likely a misspelling of one that its object lacks. */
export interface Misspelling {
  /** Where the object stands. */
  readonly holder: Path;
  readonly name: string;
  /** What was likely meant. */
  readonly near: string;
  /** Nothing else can be meant, and nothing else can mean that. */
  readonly isCertain: boolean;
}

const ofLatestValue = ofLatest<readonly Misspelling[]>();

/** The misspelt properties of a document, but for those that validating has told of, and those of other versions. */
export function misspellings(kind: KindId, schema: SchemaId, value: object): readonly Misspelling[] {
  return ofLatestValue(value, () => [...misspellingsIn(kind, schema, value)]);
}

function* misspellingsIn(kind: KindId, schema: SchemaId, value: object): Generator<Misspelling> {
  for (const unknown of unknownProperties(schema, value)) {
    const { at: holder, object, place, names } = unknown;
    const told = toldAsMisspelt(schema, unknown);
    const absent = namesAt(schema, place).filter((name) => !Object.hasOwn(object, name));
    for (const name of names) {
      if (told.has(name) || otherVersionsWith(kind, schema, place, name).length > 0) continue;
      const slips = absent.flatMap((near) => slipOf(name, near) ?? []);
      const near = absent.find((one) => slipOf(name, one) !== undefined);
      if (near === undefined) continue;
      const rivals = names.filter((one) => slipOf(one, near) !== undefined);
      yield { holder, name, near, isCertain: slips.length === 1 && slips[0] === 'sure' && rivals.length === 1 };
    }
  }
}
