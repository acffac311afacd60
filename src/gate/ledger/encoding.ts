import { checksum } from './checksum.js';
import { isLedgerState } from './shape.js';
import type { LedgerState } from './state.js';

const VERSION = 1;

/** What comes before the state; always of the same length. */
const HEADER = /^\{"version":(\d+),"checksum":"([0-9a-f]{8})","state":/u;
const headerOf = (sum: string): string => `{"version":${VERSION},"checksum":"${sum}","state":`;
const HEADER_LENGTH = headerOf('0'.repeat(8)).length;
const END = '}\n';

/** The ledger's file for a state: one JSON document, with a checksum over the state's text. */
export function encode(state: LedgerState): Buffer {
  const text = Buffer.from(JSON.stringify(state));
  return Buffer.concat([Buffer.from(headerOf(checksum(text))), text, Buffer.from(END)]);
}

/** The state in a ledger's file, or what is wrong with it, in words that go on from its name. */
export function decode(bytes: Buffer): LedgerState | string {
  const [header, version, sum] = HEADER.exec(bytes.toString('latin1', 0, HEADER_LENGTH + 20)) ?? [];
  if (header === undefined) return bytes.length === 0 ? 'it is empty' : 'it is not what stategate writes';
  if (Number(version) !== VERSION) return `it is of version ${String(version)}; this stategate knows ${VERSION}`;
  const end = bytes.length - END.length;
  if (end < header.length || bytes.toString('latin1', end) !== END) return 'its end is missing';
  const state = bytes.subarray(header.length, end);
  if (checksum(state) !== sum) return 'its checksum is wrong';
  try {
    const value: unknown = JSON.parse(state.toString());
    return isLedgerState(value) ? value : 'it holds something else';
  } catch {
    return 'it is not JSON';
  }
}
