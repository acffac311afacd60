import type { Document, ParsedDocument } from '../document/document.js';
import type { KindId } from '../schema/kinds.js';
import type { Place } from '../workspace/place.js';

/** Where a document comes from; one object a file, however many documents it has. */
export interface Source {
  /** As shown: relative to the working directory, with `/`. */
  readonly file: string;
  /** Absolute, with `/`. What a configuration says of some files alone holds for none that lacks it. */
  readonly path?: string;
  readonly kind: KindId;
  readonly place?: Place | undefined;
  /** The commit that it is taken from, where it is from one. */
  readonly commit?: string | undefined;
}

/** What a rule's view of a document was made of, for positions. */
export interface Origin<D extends Document = ParsedDocument> {
  readonly source: Source;
  readonly document: D;
}

/** Kept in the view and not beside it: a WeakMap slows collection down. */
const ORIGIN = Symbol('origin');

/** A view that knows where it comes from. */
export function withOrigin<T extends object>(view: T, origin: Origin<Document>): T {
  return Object.assign(view, { [ORIGIN]: origin });
}

/** Where a view comes from. */
export function originOf(view: object): Origin {
  return (view as { [ORIGIN]: Origin })[ORIGIN];
}
