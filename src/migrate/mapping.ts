import type { Path } from '../document/position.js';
import type { SchemaId } from '../schema/generated/schema-types.js';

/** How a document of one version becomes one of the next. */
export interface Mapping {
  readonly from: SchemaId;
  readonly to: SchemaId;
  /** The property that holds what the next version has no place for; where it begins with `_`, rules let it be. */
  readonly leftover: string;
  /** What `$schema` says of the next version. */
  readonly sentence: string;
  /** Place → another name for it in the same object; `*` is any element of an array. */
  readonly renames: Readonly<Record<string, string>>;
  /** Places outside of arrays → places elsewhere. */
  readonly moves: readonly Move[];
  /** What moving cannot tell, one question each, in this order. */
  readonly decisions: readonly Decide[];
}

export interface Move {
  readonly from: string;
  readonly to: string;
  /** Only of what an earlier mapping of the same run has left: what is older may have become untrue. */
  readonly fresh?: true;
}

/** Answers one question about a document that everything has been moved into. */
export type Decide = (draft: Draft) => void;

/** A document on its way from one version to the next. */
export interface Draft {
  /** The document as it is in the earlier version. */
  readonly source: unknown;
  /** The time of the migration, RFC 3339. */
  readonly now: string;
  /** What stands at a place of the new document; `undefined`: nothing. */
  get(at: Path): unknown;
  set(at: Path, value: unknown): void;
  /** Takes what stands at one place of the new document to another. */
  move(from: Path, to: Path): void;
  /** Under what name an element of the new document, or the document, keeps what has no place: one that it had not. */
  leftover(at: Path): string;
  /** Keeps a value that the new document has no place for, under the name of its place in the earlier version. */
  keep(at: Path, value: unknown): void;
  /** Reports what was decided about a place of the new document, and why; `says` does not name the place again. */
  tell(at: Path, says: string): void;
}

/** What had to be decided. */
export interface Decision {
  /** Into which schema. */
  readonly schema: SchemaId;
  readonly at: Path;
  readonly says: string;
}
