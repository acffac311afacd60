/**
 * An instant in UTC, exact: a fraction of any length is kept as it is written, and a leap second has a place of its
 * own between 23:59:59 and 00:00:00, where counting seconds since 1970 would put it on top of the next day's first.
 */
export interface Instant {
  /** Whole minutes since 1970-01-01T00:00Z. */
  readonly minute: number;
  /** 0 to 59; 60 in a leap second. */
  readonly second: number;
  /** The digits after the point, without zeros at the end. */
  readonly fraction: string;
}

/** RFC 3339, section 5.6, and what validators of `date-time` also let pass: a space for the T, +02 and +0200. */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:z|([+-])(\d\d)(?::?(\d\d))?)$/iu;

/** Reads an RFC 3339 date-time; `undefined` when the text is none or names a day, hour or leap second there is not. */
export function parseInstant(text: string): Instant | undefined {
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, year, month, dayOfMonth, hours, minutes, seconds, fraction = '', sign, offsetHours, offsetMinutes] = match;
  const [hour, minuteOfHour, second] = [Number(hours), Number(minutes), Number(seconds)];
  const [aheadHours, aheadMinutes] = [Number(offsetHours ?? 0), Number(offsetMinutes ?? 0)];
  if (hour > 23 || minuteOfHour > 59 || second > 60 || aheadHours > 23 || aheadMinutes > 59) return undefined;

  const day = new Date(0);
  day.setUTCFullYear(Number(year), Number(month) - 1, Number(dayOfMonth));
  // A day such as 30 February is moved into March, not refused.
  if (day.getUTCDate() !== Number(dayOfMonth) || day.getUTCMonth() !== Number(month) - 1) return undefined;

  const ahead = (aheadHours * 60 + aheadMinutes) * (sign === '-' ? -1 : 1);
  const minute = day.getTime() / 60_000 + hour * 60 + minuteOfHour - ahead;
  const lastOfDay = (minute + 1) % 1440 === 0;
  if (second === 60 && !lastOfDay) return undefined;
  return { minute, second, fraction: withoutZerosAtEnd(fraction) };
}

/** Orders instants: negative when `a` lies before `b`, zero when they are the same, however they are written. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a.minute !== b.minute) return a.minute - b.minute;
  if (a.second !== b.second) return a.second - b.second;
  // Digits after a point, with no zeros at the end, sort as text in the order of what they are worth.
  return a.fraction < b.fraction ? -1 : a.fraction > b.fraction ? 1 : 0;
}

/** Whether one date-time lies before another; false when either is not there or is none. */
export function isBefore(a: string | null | undefined, b: string | null | undefined): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || (a >= b && areWrittenAlike(a, b))) return false;
  const [first, second] = [parseInstant(a), parseInstant(b)];
  return first !== undefined && second !== undefined && compareInstants(first, second) < 0;
}

/**
 * Whether one date-time lies before another whatever was left off when they were written: a time without a fraction
 * stands for its whole second, and one that is exactly midnight for its whole day, being mostly a date written as a
 * time. False when either is no date-time.
 */
export function isSurelyBefore(a: string, b: string): boolean {
  if (a >= b && areWrittenAlike(a, b)) return false;
  const [first, second] = [parseInstant(a), parseInstant(b)];
  if (!first || !second) return false;

  if (a.slice(11, 19) === '00:00:00' && first.fraction === '') {
    // The day as it is written and as it passes: a date may be taken from a clock with another offset than it names.
    const nextDay = { ...first, minute: first.minute + 1440 };
    return a.slice(0, 10) < b.slice(0, 10) && compareInstants(nextDay, second) <= 0;
  }
  const digits = Math.min(digitsOf(a), digitsOf(b));
  return compareInstants(cut(first, digits), cut(second, digits)) < 0;
}

/**
 * Whether two date-times, if they are any, sort as text as they do in time: with the same zone and as many digits. Most
 * pairs of a document are written alike, and in order.
 */
function areWrittenAlike(a: string, b: string): boolean {
  if (a.length !== b.length || a[10] !== b[10]) return false;
  return (a.endsWith('Z') && b.endsWith('Z')) || a.slice(-6) === b.slice(-6);
}

/** How many digits of a fraction a date-time is written with. */
function digitsOf(text: string): number {
  return /\.(\d+)/u.exec(text)?.[1]?.length ?? 0;
}

function cut(instant: Instant, digits: number): Instant {
  return { ...instant, fraction: withoutZerosAtEnd(instant.fraction.slice(0, digits)) };
}

/** By hand: a pattern for zeros at an end takes quadratic time where a long run of them is not at the end. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
