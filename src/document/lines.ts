/** One line of a file, without its line break. */
export interface Line {
  /** 1-based. A lone carriage return in an earlier line also begins a line, as in every text. */
  readonly number: number;
  /** Valid until the next line is asked for; undefined if the line is longer than was allowed. */
  readonly bytes: Uint8Array | undefined;
  /** The line's length in bytes, however long it is. */
  readonly size: number;
  /** Whether a line break follows. Only the last line can lack it. */
  readonly ended: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Splits a stream of bytes into lines at `\n` and `\r\n`. Holds at most one chunk and one line of `maxBytes`; a longer
 * line is passed over, and only its length is told.
 */
export function* splitLines(chunks: Iterable<Uint8Array>, maxBytes: number): Generator<Line> {
  let number = 1;
  /** The current line as far as earlier chunks hold it: its bytes (none once they are too many), length and last byte. */
  let held = new Uint8Array(0);
  let size = 0;
  let lastByte: number | undefined;
  let returns = 0;

  const hold = (piece: Uint8Array): void => {
    const length = size + piece.length;
    // One byte more than is allowed: it may be the carriage return of the line's end.
    if (length > maxBytes + 1) {
      held = new Uint8Array(0);
    } else {
      if (length > held.length) {
        const larger = new Uint8Array(Math.min(Math.max(length, held.length * 2), maxBytes + 1));
        larger.set(held.subarray(0, size));
        held = larger;
      }
      held.set(piece, size);
    }
    size = length;
    lastByte = piece.at(-1) ?? lastByte;
  };
  /** Counts the carriage returns of the current line; those that end lines are taken off again. */
  const count = (piece: Buffer): void => {
    for (let at = piece.indexOf(CARRIAGE_RETURN); at >= 0; at = piece.indexOf(CARRIAGE_RETURN, at + 1)) returns += 1;
  };

  for (const bytes of chunks) {
    // Buffer's search is many times faster than Uint8Array's.
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const hasReturns = chunk.includes(CARRIAGE_RETURN);
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const piece = chunk.subarray(start, end);
      if (hasReturns) count(piece);
      if (size > 0) hold(piece);
      const isWhole = size === 0;
      const length = isWhole ? piece.length : size;
      const isReturn = (isWhole ? piece.at(-1) : lastByte) === CARRIAGE_RETURN;
      yield lineOf(number, isWhole ? piece : held, isReturn ? length - 1 : length, maxBytes, true);
      size = 0;
      number += 1 + returns - (isReturn ? 1 : 0);
      returns = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      const piece = chunk.subarray(start);
      if (hasReturns) count(piece);
      hold(piece);
    }
  }
  if (size > 0) yield lineOf(number, held, size, maxBytes, false);
}

function lineOf(number: number, bytes: Uint8Array, size: number, maxBytes: number, ended: boolean): Line {
  return { number, bytes: size > maxBytes ? undefined : bytes.subarray(0, size), size, ended };
}
