import type { Severity } from '../../../src/lint/diagnostic.js';
import type { Granularity } from '../../../src/schema/vocabulary/changes.js';
import type { Choices } from '../choices.js';
import type { Pair } from '../pairs.js';
import type { Machine, Shape } from '../shape.js';

/** A diagnostic that an illegal change must have. */
export interface Expected {
  readonly rule: string;
  readonly severity: Severity;
  readonly pointer: string;
}

/** What is known of the change that is to become illegal. */
export interface Circumstances {
  readonly granularity: Granularity;
  /** The document is new. */
  readonly isCreation: boolean;
  /** The pointer to the id that the document's folder is named after. */
  readonly idAt: string | undefined;
  /** The pointers to what a document is recognised by: without it, it is of no schema. */
  readonly marks: ReadonlySet<string>;
}

/** One sort of illegal change at a place with a keyword. */
export interface Mutation {
  readonly name: string;
  /** Whether the place could have it: a machine in which every move is legal has no illegal one. */
  readonly fits: (shape: Shape, granularity: Granularity) => boolean;
  /** The states from which it is possible; from any when absent. */
  readonly from?: (machine: Machine, granularity: Granularity) => string[];
  /** Makes the change illegal and says what must be told of it; nothing where this pair cannot have it. */
  readonly at: (pair: Pair, circumstances: Circumstances) => Way | undefined;
}

/** Makes a change illegal and says what must be told of it. */
export type Way = (choices: Choices) => Expected[];

/** Null, or nothing at all. */
export function none({ pointer }: Pair, marks: Circumstances['marks'], choices: Choices): null | undefined {
  return marks.has(pointer) ? null : choices.pick([null, undefined]);
}
