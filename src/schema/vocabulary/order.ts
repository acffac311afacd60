import { compareInstants, parseInstant } from '../../document/instant.js';

const DECIMAL = /^-?[0-9]+(?:\.[0-9]+)?$/u;

/**
 * Orders two values as `x-monotonic` does: as numbers, be they written as numbers or as decimal strings, or as
 * date-times. Negative when `a` lies before `b`; `undefined` for what has no order.
 */
export function compareOrdered(a: unknown, b: unknown): number | undefined {
  const [first, second] = [decimalOf(a), decimalOf(b)];
  if (first && second) return compareDecimals(first, second);
  return compareTimes(a, b);
}

/** Orders two date-times; `undefined` when one of them is none. */
export function compareTimes(a: unknown, b: unknown): number | undefined {
  const first = typeof a === 'string' ? parseInstant(a) : undefined;
  const second = typeof b === 'string' ? parseInstant(b) : undefined;
  return first && second && compareInstants(first, second);
}

/** A number as digits, of which `point` stand before the point; without zeros at either end, and empty for zero. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/** Exact: a decimal string holds more digits than a number does. */
function decimalOf(value: unknown): Decimal | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || (typeof value === 'string' && !DECIMAL.test(text))) return undefined;
  // Numbers that are very large or very small are written with an exponent.
  const [mantissa = '', exponent = '0'] = text.replace('-', '').split(/e(?=[+-]?[0-9])/u).length === 2 ? splitAtE(text) : [text];
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const all = whole + fraction;
  const start = all.search(/[1-9]/u);
  if (start < 0) return { negative: false, digits: '', point: 0 };
  return {
    negative: text.startsWith('-'),
    digits: withoutZerosAtEnd(all.slice(start)),
    point: whole.length - start + Number(exponent),
  };
}
