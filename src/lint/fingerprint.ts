import { type Path, toPointer } from '../document/position.js';

/** Of a longer key, the length and both ends stand for it: a hostile one can be megabytes long, in many paths. */
const LONGEST_KEY = 1000;

/**
 * Identifies a finding across runs by what it is about, not by where the line stands: rule, file, JSON Pointer and
 * the offending value. 16 hexadecimal digits of SHA-256.
 */
export function fingerprint(ruleId: string, file: string, at: Path, value: unknown): string {
  const pointer = toPointer(at.map((key) => (typeof key === 'string' ? abbreviated(key) : key)));
  // Loaded by the first finding: a check that finds nothing does not wait for it.
  return process
    .getBuiltinModule('node:crypto')
    .createHash('sha256')
    .update(JSON.stringify([ruleId, file, pointer, value ?? null]))
    .digest('hex')
    .slice(0, 16);
}

/** Of the finding that tells of others, which are not listed or not known: how many there are does not tell which. */
export function tailFingerprint(ruleId: string, file: string): string {
  return fingerprint(ruleId, file, [], 'more');
}

function abbreviated(key: string): string {
  if (key.length <= LONGEST_KEY) return key;
  return `${key.slice(0, LONGEST_KEY / 2)}…${String(key.length)}…${key.slice(-LONGEST_KEY / 2)}`;
}
