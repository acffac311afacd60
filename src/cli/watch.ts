import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Fault, isFault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import type { CacheFlags } from './cache.js';
import { usesColor } from './color.js';
import type { Io, OutputStream } from './io.js';
import { painter } from './paint.js';
import { createBell } from './watch/bell.js';
import { listenTo } from './watch/keys.js';
import { placesOf } from './watch/places.js';
import { settle } from './watch/settle.js';
import { signal } from './signal.js';
import { writeAll } from './write-all.js';

/** What is done each time that files have changed; prints to the outputs that it is given. */
export type Run = (io: Io, cache: CacheFlags) => Promise<unknown>;

export interface Watched extends CacheFlags {
  /** Files, folders and globs; all below the working directory when empty. */
  readonly paths: readonly string[];
  /** The config file that is used instead of the nearest one. */
  readonly config?: string | false;
  readonly color?: boolean;
}

/** All of the screen and of what can be scrolled back to goes; what follows begins in the top left corner. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** Nothing that is checked lies there, and there is much of it. */
const PASSED_OVER = /(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)/u;

/**
 * Does something at once, and again each time that files have changed, until q or Ctrl-C is pressed or a signal comes.
 * Returns the exit code, which is 0: what there was to say was said on the way. Throws a `Fault` where there is no terminal
 * to say it in, and where files cannot be watched.
 */
export async function watch(run: Run, { paths, config, color, ...flags }: Watched, io: Io): Promise<number> {
  if (io.stdout.isTTY !== true) throw new Fault('--watch is for a terminal, and standard output is none');
  const { watchFiles } = await import('./watch/files.js');
  const paint = painter(usesColor(color, io.stdout, io.env));
  const bell = createBell();
  const keys = listenTo(io.stdin, bell.ring);
  let isOver = false;
  const goesOn = (): boolean => !isOver;
  const ended = Promise.race([keys.ended, signal()]).then(() => {
    isOver = true;
    bell.ring();
  });
  // What is as it was need not be checked each time, even if nobody wants it to be known the next time.
  const folder = flags.cache ? undefined : await mkdtemp(path.join(tmpdir(), 'stategate-watch-'));
  const cache: CacheFlags = folder === undefined ? flags : { cache: true, cacheLocation: path.join(folder, 'cache') };
  const watcher = watchFiles(placesOf(paths, config, io.cwd), {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (file) => PASSED_OVER.test(path.relative(io.cwd, file)),
  });
  try {
    const isReady = new Promise<void>((resolve, reject) => {
      watcher.once('ready', resolve).once('error', (error) => {
        reject(new Fault(`files cannot be watched: ${printable(String(error))}`));
      });
    });
    await Promise.race([isReady, ended]);
    watcher.on('all', bell.ring);
    while (goesOn()) {
      const { text, seconds } = await told(run, cache, io);
      const when = `${new Date().toTimeString().slice(0, 8)}, in ${seconds.toFixed(2)} s`;
      const footer = paint('dim', `${when}; watching for changes (q: end, Enter: check again)`);
      await writeAll(io.stdout, [`${CLEAR}${text}\n${footer}\n`]);
      await bell.rung();
      if (goesOn()) await settle(bell, ended);
    }
    return 0;
  } finally {
    keys.close();
    await watcher.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** What a run prints, be it that it could not do its work; to be shown at once, so that the screen does not flicker. */
async function told(
  run: Run,
  cache: CacheFlags,
  { cwd, env, stdin, ...io }: Io,
): Promise<{ text: string; seconds: number }> {
  const pieces: string[] = [];
  const write: OutputStream['write'] = (piece) => pieces.push(piece);
  const { columns } = io.stdout;
  const begin = performance.now();
  try {
    const hasColors = (like?: object): boolean => io.stdout.hasColors?.(like) ?? false;
    const stdout = { write, isTTY: true, ...(columns !== undefined && { columns }), hasColors };
    await run({ cwd, env, stdin, stdout, stderr: { write } }, cache);
  } catch (error) {
    // The next change may well mend it.
    if (!isFault(error)) throw error;
    for (const line of error.message.split('\n')) pieces.push(`stategate: ${printable(line)}\n`);
  }
  return { text: pieces.join(''), seconds: (performance.now() - begin) / 1000 };
}
