import type { OutputStream } from './io.js';

/** In characters: what is written at once. */
const PIECE = 64 * 1024;

/**
 * Writes chunks of a text as they come, waiting where the reader is slower, so that the text is never in memory as a
 * whole. Ends early, without a word, where nobody reads on: the stream itself tells why.
 */
export async function writeAll(stream: OutputStream, chunks: Iterable<string>): Promise<void> {
  let piece = '';
  for (const chunk of chunks) {
    piece += chunk;
    if (piece.length < PIECE) continue;
    if (!(await write(stream, piece))) return;
    piece = '';
  }
  if (piece !== '') await write(stream, piece);
}

/** Whether what follows can be written. */
async function write(stream: OutputStream, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const done = stream.write(text, (error) => {
      resolve(!error);
    });
    if (done !== false) resolve(true);
  });
}
