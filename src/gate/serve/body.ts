import type { IncomingMessage } from 'node:http';
import type { Refusal } from './refusal.js';

/** The longest body, in bytes: a tool call with the largest file that is read by default, twice, and escaped. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What all bodies that are being read may take together. */
const MOST_IN_HAND = 4 * MOST_BYTES;

const TOO_LONG: Refusal = { status: 413, note: `the body is longer than ${MOST_BYTES / 1024 / 1024} MiB` };
const TOO_MANY: Refusal = { status: 503, note: 'too many long bodies at once' };

export type ReadBody = (request: IncomingMessage) => Promise<Buffer | Refusal>;

/** Reads bodies, none beyond the limits; throws when a request breaks off. */
export function bodyReader(): ReadBody {
  let inHand = 0;
  return async (request) => {
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return TOO_LONG;
    const pieces: Buffer[] = [];
    let length = 0;
    try {
      for await (const piece of request.iterator({ destroyOnReturn: false })) {
        const bytes = piece as Buffer;
        length += bytes.length;
        inHand += bytes.length;
        if (length > MOST_BYTES) return TOO_LONG;
        if (inHand > MOST_IN_HAND) return TOO_MANY;
        pieces.push(bytes);
      }
      return Buffer.concat(pieces, length);
    } finally {
      inHand -= length;
    }
  };
}
