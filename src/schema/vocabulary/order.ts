import { compareInstants, parseInstant } from '../../document/instant.js';

/** A number as JSON writes it. */
const NUMBER = /^(?<sign>-?)(?<whole>0|[1-9][0-9]*)(?:\.(?<fraction>[0-9]+))?(?:[eE](?<exponent>[+-]?[0-9]+))?$/u;

/**
 * Orders two values as `x-monotonic` does: as numbers, be they written as numbers or as strings in the form of one, or
 * as date-times. Negative when `a` lies before `b`; `undefined` for what has no order.
 */
export function compareOrdered(a: unknown, b: unknown): number | undefined {
  if (a === b && typeof a === 'number') return 0;
  const [first, second] = [decimalOf(a), decimalOf(b)];
  return first && second ? compareDecimals(first, second) : compareTimes(a, b);
}

/** Orders two date-times; `undefined` when one of them is none. */
export function compareTimes(a: unknown, b: unknown): number | undefined {
  const first = typeof a === 'string' ? parseInstant(a) : undefined;
  const second = typeof b === 'string' ? parseInstant(b) : undefined;
  return first && second && compareInstants(first, second);
}

/** Exact: a string can hold more digits than a number. */
interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** Without zeros before the first; none for zero. */
  readonly digits: string;
  /** How many digits stand before the point. */
  readonly point: number;
}

function decimalOf(value: unknown): Decimal | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const parts = typeof text === 'string' ? NUMBER.exec(text)?.groups : undefined;
  if (!parts) return undefined;
  const { sign, whole = '', fraction = '', exponent = '0' } = parts;
  const all = whole + fraction;
  const start = all.search(/[1-9]/u);
  if (start < 0) return { sign: 0, digits: '', point: 0 };
  return { sign: sign === '-' ? -1 : 1, digits: all.slice(start), point: whole.length - start + Number(exponent) };
}

function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return a.sign - b.sign;
  if (a.point !== b.point) return a.sign * (a.point - b.point);
  const length = Math.max(a.digits.length, b.digits.length);
  const [first, second] = [a.digits.padEnd(length, '0'), b.digits.padEnd(length, '0')];
  return first === second ? 0 : first < second ? -a.sign : a.sign;
}
