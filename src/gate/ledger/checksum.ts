/**
 * A checksum of bytes, 16 hexadecimal digits: it tells that something was damaged by chance, not by intent. Four bytes at
 * a time and without `node:crypto`, which takes longer to load than this takes for a whole ledger.
 */
export function checksum(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let one = bytes.length;
  let other = ~bytes.length;
  for (let at = 0; at < whole; at += 4) {
    const word = view.getInt32(at, true);
    one = mixed(one ^ word, 0x9e3779b1);
    other = mixed(other + word, 0x85ebca77);
  }
  for (let at = whole; at < bytes.length; at += 1) {
    const byte = view.getUint8(at);
    one = mixed(one ^ byte, 0x9e3779b1);
    other = mixed(other + byte, 0x85ebca77);
  }
  return hex(one) + hex(other);
}

function mixed(word: number, factor: number): number {
  const product = Math.imul(word, factor);
  return (product << 13) | (product >>> 19);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
