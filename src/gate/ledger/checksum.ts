/**
 * A checksum of bytes, 8 hexadecimal digits: it tells that something was damaged by chance, not by intent. `node:zlib`
 * is loaded in two milliseconds; the same in JavaScript takes several times that for a ledger of 2,000 files.
 */
export function checksum(bytes: Uint8Array): string {
  return inHex(process.getBuiltinModule('node:zlib').crc32(bytes));
}

/** The same for a text of a few thousand characters, for which it does not pay to load anything. */
export function shortChecksum(text: string): string {
  let sum = 1;
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0;
  return inHex(sum);
}

function inHex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}
