import { Fault } from '../lint/fault.js';

/** The longest text taken from standard input, in bytes, unless a larger file is allowed: it is held in memory whole. */
export const LONGEST_TEXT = 128 * 1024 * 1024;

/** Reads standard input to its end. Throws a `Fault` when that fails, or at the first byte too many. */
export async function readStandardInput(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Fault(`standard input could not be read (${String(code)})`);
  }
  if (length > limit) {
    throw new Fault(`standard input has more than ${String(limit)} bytes; a file of lines may be of any length`);
  }
  return Buffer.concat(chunks);
}

/** Whether a path names an open stream of the process, as `/dev/stdin` and a shell's `<(…)` do. */
export function isStream(file: string): boolean {
  return /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/u.test(file);
}
