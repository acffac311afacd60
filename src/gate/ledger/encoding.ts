import { checksum, shortChecksum } from './checksum.js';
import { type Gist, gistOf } from './gist.js';
import { isLedgerState } from './shape.js';
import type { LedgerState } from './state.js';

const VERSION = 2;

/** What comes before all that the checksum is over; always of the same length. */
const HEADER = /^\{"version":(\d+),"checksum":"([0-9a-f]{8})",/u;
const headerOf = (sum: string): string => `{"version":${VERSION},"checksum":"${sum}",`;
const HEADER_LENGTH = headerOf('0'.repeat(8)).length;

/** The rest of the first line, by which the gist can be told to be whole without the state. */
const GIST = /^"bytes":(\d+),"gistChecksum":"([0-9a-f]{8})","gist":(.*),$/su;
const STATE = '\n"state":';
const END = '}\n';

/**
 * The ledger's file for a state: one JSON document of two lines, with a checksum over all that comes after it. The gist is
 * in the first line, with a checksum of its own, as most calls ask for no more.
 */
export function encode(state: LedgerState): Buffer {
  const text = Buffer.from(JSON.stringify(state));
  const gist = JSON.stringify(gistOf(state));
  const start = `"bytes":${text.length},"gistChecksum":"${sumOfGist(gist, text.length)}","gist":${gist},${STATE}`;
  const body = Buffer.concat([Buffer.from(start), text]);
  return Buffer.concat([Buffer.from(headerOf(checksum(body))), body, Buffer.from(END)]);
}

/** The state in a ledger's file, or what is wrong with it, in words that go on from its name. */
export function decode(bytes: Buffer): LedgerState | string {
  const [header, version, sum] = HEADER.exec(bytes.toString('latin1', 0, HEADER_LENGTH + 20)) ?? [];
  if (header === undefined) return bytes.length === 0 ? 'it is empty' : 'it is not what stategate writes';
  if (Number(version) !== VERSION) return `it is of version ${String(version)}; this stategate knows ${VERSION}`;
  const end = bytes.length - END.length;
  if (end < header.length || bytes.toString('latin1', end) !== END) return 'its end is missing';
  const body = bytes.subarray(header.length, end);
  if (checksum(body) !== sum) return 'its checksum is wrong';
  try {
    const value: unknown = JSON.parse(body.toString('utf8', body.indexOf(STATE) + STATE.length));
    return isLedgerState(value) ? value : 'it holds something else';
  } catch {
    return 'it is not JSON';
  }
}

/**
 * The gist in the first bytes of a ledger's file; `undefined` where it is not all there, or anything is wrong with it.
 *
 * @param size of the whole file, in bytes
 */
export function decodeGist(bytes: Buffer, size: number): Gist | undefined {
  const end = bytes.indexOf(STATE);
  const line = bytes.toString('utf8', 0, Math.max(end, 0));
  const [header = '', version] = HEADER.exec(line) ?? [];
  const [, length, sum, gist = ''] = GIST.exec(line.slice(header.length)) ?? [];
  const isWhole =
    Number(version) === VERSION &&
    sumOfGist(gist, Number(length)) === sum &&
    end + STATE.length + Number(length) + END.length === size;
  return isWhole ? (JSON.parse(gist) as Gist) : undefined;
}

function sumOfGist(gist: string, bytes: number): string {
  return shortChecksum(`${bytes} ${gist}`);
}
