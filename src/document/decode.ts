import { isAscii, isUtf8, transcode } from 'node:buffer';
import type { Problem } from './problem.js';
import { START } from './position.js';
import { rangesIn } from './text-range.js';

/** A text as decoded; it is whole unless a problem says otherwise. */
export interface Decoded {
  readonly text: string;
  readonly problem?: Problem;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** A file that begins with a UTF-8 byte-order mark, which JSON forbids and many a reader stumbles over. */
export const BYTE_ORDER_MARK_PROBLEM: Problem = { rule: 'encoding', message: 'byteOrderMark', data: {}, range: START };

export function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return startsWith(bytes, BYTE_ORDER_MARK) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

/**
 * Tells from a file's first bytes that it is written in UTF-16 or UTF-32: by a byte-order mark, or because its first
 * two characters are ASCII, as those of JSON are, with zero bytes around them.
 */
export function wideEncodingProblem(bytes: Uint8Array): Problem | undefined {
  const name = wideEncoding(bytes);
  return name === undefined ? undefined : { rule: 'encoding', message: 'utf16', data: { name }, range: START };
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0])) return 'UTF-32LE';
  if (startsWith(bytes, [0, 0, 0xfe, 0xff])) return 'UTF-32BE';
  if (startsWith(bytes, [0xff, 0xfe])) return 'UTF-16LE';
  if (startsWith(bytes, [0xfe, 0xff])) return 'UTF-16BE';
  // Nearly no text has any, and this is asked of every file.
  if (bytes[0] !== 0 && bytes[1] !== 0) return undefined;
  const zeros = Array.from(bytes.subarray(0, 4), (byte) => (byte === 0 ? '0' : 'x')).join('');
  return ENCODING_OF_ZEROS[zeros];
}

/** Which of the first four bytes are zero in a text that begins with two ASCII characters, or is but one. */
const ENCODING_OF_ZEROS: Readonly<Record<string, string>> = {
  x0: 'UTF-16LE',
  x0x0: 'UTF-16LE',
  '0x': 'UTF-16BE',
  '0x0x': 'UTF-16BE',
  x000: 'UTF-32LE',
  '000x': 'UTF-32BE',
};

/**
 * Decodes UTF-8, strictly. A character that the end of the bytes cuts in two becomes U+FFFD without a problem of its
 * own: no JSON text ends like that, so the parser reports it as what it is, a text cut short.
 *
 * @param line the line of the file on which the bytes begin, 1-based
 */
export function decodeUtf8(bytes: Uint8Array, line: number): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return { text: buffer.toString('latin1') };
  // Three times as fast as decoding to a string at once; and most plans hold a dash or an arrow somewhere.
  if (isUtf8(buffer)) return { text: transcode(buffer, 'utf8', 'utf16le').toString('utf16le') };
  const text = buffer.toString('utf8');
  // Bytes before the first replacement character are valid, so their number follows from the text before it.
  let offset = 0;
  let done = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) {
    offset += Buffer.byteLength(text.slice(done, at));
    done = at;
    if (startsWith(buffer.subarray(offset), [0xef, 0xbf, 0xbd])) continue;
    if (isCutCharacter(buffer.subarray(offset))) return { text };
    const byte = `0x${buffer.toString('hex', offset, offset + 1).toUpperCase()}`;
    const range = rangesIn(text, line)(at, at + 1);
    return { text, problem: { rule: 'encoding', message: 'invalidUtf8', data: { byte }, range } };
  }
  return { text };
}

/** Whether bytes are the beginning of one character of UTF-8 and nothing else: some continuation makes them valid. */
function isCutCharacter(bytes: Uint8Array): boolean {
  if (bytes.length > 3) return false;
  for (const next of [0x80, 0x90, 0xa0]) {
    for (let missing = 1; bytes.length + missing <= 4; missing += 1) {
      const rest = new Array<number>(missing).fill(0x80).fill(next, 0, 1);
      if (isUtf8(Uint8Array.from([...bytes, ...rest]))) return true;
    }
  }
  return false;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}
