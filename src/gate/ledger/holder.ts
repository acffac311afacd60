import { readFileSync, readlinkSync } from 'node:fs';
import { unusedName } from './plain-file.js';

/** A lock that is older is nobody's: no hook works for so long. */
const LONGEST_HOLD = 10_000;

const NAME = /^held_(?<pid>\d+)_(?<start>\d*)_(?<machine>[\w.]*)_(?<time>\d+)_[\w-]+$/u;

/** The name of the lock's file while this process holds it: it tells who holds it since when. Never the same twice. */
export function holderName(now: number): string {
  return `held_${process.pid}_${startOf(process.pid)?.start ?? ''}_${(machine ??= machineName())}_${now}_${unusedName()}`;
}

/** Whether a name is that of a lock that somebody holds or held. */
export function isHolderName(name: string): boolean {
  return NAME.test(name);
}

/** Whether who holds the lock has ended, or has held it for too long. */
export function isStale(name: string, now: number): boolean {
  const { pid, start, machine: where, time } = NAME.exec(name)?.groups ?? {};
  // Also a time to come: the clock was set back since.
  if (Math.abs(now - Number(time)) > LONGEST_HOLD) return true;
  // Of a process in another container, or on another machine that shares the folder, nothing can be told.
  return where === (machine ??= machineName()) && hasEnded(Number(pid), start ?? '');
}

function hasEnded(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  const now = startOf(pid);
  // Another process may have got its number; and one that was killed is there until its parent asks for it.
  return now !== undefined && (now.isDead || (start !== '' && now.start !== start));
}

/** When a process was started, in the kernel's ticks since it was; `undefined` where only Linux would tell. */
function startOf(pid: number): { readonly start: string; readonly isDead: boolean } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // See proc(5). The second field is the program's name in parentheses, which may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state = ''] = fields;
    return { start: fields[19] ?? '', isDead: 'ZXx'.includes(state) };
  } catch {
    return undefined;
  }
}

let machine: string | undefined;

/** Within what process numbers mean something: this start of the system, and the container. Linux alone tells. */
function machineName(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
    const container = /\d+/u.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
    return `${boot}.${container}`;
  } catch {
    return '';
  }
}
