import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** What decoding puts where bytes are no UTF-8. */
const UNDECODED = '\uFFFD';

/**
 * The names, with `\xff` for each byte that is no ASCII, of the files of which a path (absolute) is only what their names
 * decode to; none where it is the name of a file that may be there.
 */
export function namesBehind(file: string): string[] {
  const name = basename(file);
  if (!name.includes(UNDECODED)) return [];
  try {
    return readdirSync(dirname(file), { encoding: 'buffer' })
      .filter((bytes) => bytes.toString() === name && !bytes.equals(Buffer.from(name)))
      .map((bytes) => escapeBytes(bytes.toString('latin1')))
      .sort();
  } catch {
    return [];
  }
}

/** Bytes that are no ASCII as `\xff`, so that different names stay different; a string of bytes, each a character. */
export function escapeBytes(bytes: string): string {
  return bytes.replaceAll(/[\x80-\xff]/gu, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}
