import { fstatSync, writeSync } from 'node:fs';
import type { OutputStream } from './io.js';

/**
 * An output that is written to without a stream of Node's, which takes milliseconds to make, for as long as it takes
 * what it is given at once: a file, or a pipe that is read. A terminal, and what turns out to be slow or broken, gets
 * the stream.
 */
export function directOutput(fd: number, stream: () => NodeJS.WriteStream): OutputStream {
  let isDirect = isFileOrPipe(fd);
  if (!isDirect) return stream();
  return {
    write(text, done) {
      let rest: Uint8Array = Buffer.from(text);
      while (isDirect && rest.length > 0) {
        try {
          rest = rest.subarray(writeSync(fd, rest));
        } catch {
          // What is wrong, if anything, the stream finds out and tells.
          isDirect = false;
        }
      }
      if (!isDirect) return stream().write(rest, done);
      done?.();
      return true;
    },
  };
}

function isFileOrPipe(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isFile() || stats.isFIFO();
  } catch {
    return false;
  }
}
