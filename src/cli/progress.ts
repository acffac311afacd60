import type { Io } from './io.js';

const PATIENCE_MS = 1000;
const INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

export interface Progress {
  readonly update: (done: number, total: number) => void;
  /** While it is not known yet how many files there are. */
  readonly search: () => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** A line that tells how far the work is, on a terminal only and only when it lasts over a second. */
export function createProgress(io: Pick<Io, 'stderr'>, now: () => number = Date.now): Progress {
  const start = now();
  let last = start;
  let drawn = false;
  const draw = (text: string): void => {
    const time = now();
    if (time - start < PATIENCE_MS || (drawn && time - last < INTERVAL_MS)) return;
    if (io.stderr.isTTY !== true) return;
    last = time;
    drawn = true;
    io.stderr.write(CLEAR_LINE + text);
  };
  return {
    update(done, total) {
      draw(`checking: ${String(done)} of ${String(total)} files`);
    },
    search() {
      draw('looking for files');
    },
    end() {
      if (drawn) io.stderr.write(CLEAR_LINE);
      drawn = false;
    },
  };
}
