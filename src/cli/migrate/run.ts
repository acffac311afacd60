import { migrate, type MigrateOptions } from '../../migrate/migrate.js';
import { printable } from '../../lint/message.js';
import { noteOnUnloaded } from '../check/notes.js';
import type { Io } from '../io.js';
import { writeAll } from '../write-all.js';
import { asJson } from './as-json.js';
import { tellMigration } from './tell.js';

export interface Asked extends Pick<MigrateOptions, 'to' | 'config'> {
  readonly paths: readonly string[];
  readonly isDry: boolean;
  readonly format: 'pretty' | 'json';
  readonly color: boolean;
}

/** Migrates sessions and tells of it; the exit code. */
export async function runMigration(io: Io, { isDry, format, color, ...options }: Asked): Promise<number> {
  const outcome = await migrate({ ...options, cwd: io.cwd, writes: !isDry });
  const { refused, unwritten, unreadable, unloaded } = outcome;
  const telling = { to: options.to, isDry, color };
  await writeAll(io.stdout, format === 'json' ? asJson(outcome, telling) : tellMigration(outcome, telling));
  for (const { display, reason } of unwritten) say(`${display}: not written: ${reason}`);
  for (const { display, reason } of unreadable) say(`${display}: this folder could not be read (${reason})`);
  if (unloaded !== undefined) say(noteOnUnloaded(unloaded));
  if (unwritten.length > 0 || unreadable.length > 0) return 2;
  return refused.length > 0 ? 1 : 0;

  function say(line: string): void {
    io.stderr.write(`stategate: ${printable(line)}\n`);
  }
}
