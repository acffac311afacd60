import type { OutputStream } from './io.js';

const PATIENCE_MS = 1000;
const INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

export interface Progress {
  readonly update: (done: number, total: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** A line that tells how far the work is, on a terminal only and only when it lasts over a second. */
export function createProgress(stream: OutputStream, now: () => number = performance.now.bind(performance)): Progress {
  const start = now();
  let last = start;
  let drawn = false;
  return {
    update(done, total) {
      if (stream.isTTY !== true) return;
      const time = now();
      if (time - start < PATIENCE_MS || (drawn && time - last < INTERVAL_MS)) return;
      last = time;
      drawn = true;
      stream.write(`${CLEAR_LINE}checking: ${String(done)} of ${String(total)} files`);
    },
    end() {
      if (drawn) stream.write(CLEAR_LINE);
      drawn = false;
    },
  };
}
