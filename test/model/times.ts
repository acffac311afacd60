import type { Choices } from './choices.js';

/** A clock that never stands still and never shows a time twice. */
export interface Clock {
  /** The time as someone may write it: in any zone, with any number of digits that are not lost. */
  now(choices: Choices): string;
}

/** Microseconds since 1970: small enough that a number holds them exactly. */
type Micros = number;

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const STEPS = [SECOND, 1, 1000, 90 * SECOND, 3 * 60 * MINUTE, 25 * 60 * MINUTE];
const PRECISIONS = [SECOND, 1000, 1];

export function createClock(): Clock {
  let time: Micros = Date.UTC(2026, 2, 2, 9) * 1000;
  return {
    now(choices) {
      time += choices.pick(STEPS);
      const precision = choices.pick(PRECISIONS);
      time = Math.ceil(time / precision) * precision;
      return written(time, choices);
    },
  };
}

/** Minutes ahead of UTC: whole hours, halves and quarters, on both sides of the date line. */
const OFFSETS = [0, 0, 120, -300, 330, 345, -210, 840, -720];

/** The same instant, written in another way as it comes. */
export function rewritten(time: string, choices: Choices): string {
  return written(microsOf(time), choices);
}

/** An instant that lies before another, also where a time without a fraction stands for its whole second. */
export function earlier(time: string, choices: Choices): string {
  return written(microsOf(time) - choices.pick([SECOND, 90 * SECOND, 3 * 24 * 60 * MINUTE]), choices);
}

/** Never as midnight: that may stand for its whole day, and is then not before what comes on that day. */
function written(time: Micros, choices: Choices): string {
  const picked = choices.pick(OFFSETS);
  const isMidnight = (time + picked * MINUTE) % (24 * 60 * MINUTE) === 0;
  const offset = isMidnight ? (picked === 0 ? 120 : 0) : picked;
  const [date = '', clock = ''] = new Date((time + offset * MINUTE) / 1000).toISOString().slice(0, 19).split('T');
  const digits =
    String(((time % SECOND) + SECOND) % SECOND)
      .padStart(6, '0')
      .replace(/0+$/u, '') + '0'.repeat(choices.upTo(3));
  const fraction = digits === '' ? '' : `.${digits}`;
  return `${date}${choices.chance(12) ? 't' : 'T'}${clock}${fraction}${zone(offset, choices)}`;
}

function zone(offset: number, choices: Choices): string {
  if (offset === 0) return choices.pick(['Z', '+00:00', 'z', '-00:00']);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

const PARTS = /^(?<date>[-0-9]{10})T(?<clock>[:0-9]{8})(?:\.(?<fraction>[0-9]+))?(?<zone>Z|[-+][:0-9]{5})$/u;

function microsOf(time: string): Micros {
  const { date = '', clock = '', fraction = '', zone = '' } = PARTS.exec(time.toUpperCase())?.groups ?? {};
  const seconds = Date.parse(`${date}T${clock}${zone}`) * 1000;
  if (Number.isNaN(seconds)) throw new Error(`not a time of the model: ${time}`);
  return seconds + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Whether a value is a time as the model writes them. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && PARTS.test(value.toUpperCase());
}
