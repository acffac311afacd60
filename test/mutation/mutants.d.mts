/** A place in a text; lines and columns count from 0. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is put in place of a piece of source. */
export interface Replacement {
  /** The sort of change, as StrykerJS calls it. */
  readonly mutator: string;
  readonly replacement: string;
  readonly start: Position;
  readonly end: Position;
}

/** The mutants of a source file, as StrykerJS makes them. */
export function mutantsOf(name: string, content: string): Promise<Replacement[]>;
