/** The parts of the wiring that can be chosen. */
export const PARTS = ['claude', 'commit', 'ci'] as const;
export type Part = (typeof PARTS)[number];

/** One file of the wiring: how it gets in, and how it comes out again. */
export interface Piece {
  readonly part: Part;
  /** Absolute. */
  readonly file: string;
  /** The folder that no symbolic link may lead out of. */
  readonly within: string;
  readonly executable?: boolean;
  /**
   * The text with the wiring in it; the same text where it is in already. `undefined` is a file that is not there.
   * Throws an `Unexpected` where the text is nothing that it could be put into.
   */
  readonly add: (text: string | undefined) => string;
  /** The text without the wiring. Throws an `Unexpected` like `add`. */
  readonly remove: (text: string) => Removed;
}

export interface Removed {
  /** `undefined` where nothing but the wiring was in the file. */
  readonly text: string | undefined;
  /** What somebody has changed since, and was left; in words. */
  readonly left?: readonly string[];
}

/** A file that is not what it should be, with the place in it, where there is one: "3:7". */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
  constructor(
    readonly reason: string,
    readonly place?: string,
  ) {
    super(reason);
  }
}
