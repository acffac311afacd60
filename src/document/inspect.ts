import { excerpt } from './excerpt.js';
import type { Range } from './position.js';
import type { MessageData, Problem } from './problem.js';
import type { RangeOf } from './text-range.js';
import { rangesIn } from './text-range.js';
import { stringValue, walk } from './walk.js';

/** Problems listed one by one for each rule; a hostile text can hold millions, which are then only counted. */
const LISTED = 1000;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Finds, in a well-formed JSON text, what JSON.parse silently changes or lets through: repeated keys, integers that
 * lose digits, keys named `__proto__`, and escapes of half a surrogate pair.
 *
 * @param line the line of the file on which the text begins, 1-based
 */
export function inspect(text: string, line: number): Problem[] {
  const problems = new ProblemList(rangesIn(text, line));
  /** For each container that is open, where the keys of the object were first seen. */
  const open: Map<string, number>[] = [];
  walk(text, {
    onOpen() {
      open.push(new Map());
    },
    onKey(start, end) {
      const key = stringValue(text, start, end);
      const seen = open.at(-1);
      const first = seen?.get(key);
      if (first === undefined) seen?.set(key, start);
      else {
        problems.add('duplicate-key', 'duplicate', start, end, (rangeOf) => ({
          key: excerpt(key),
          firstLine: rangeOf(first, first).line,
        }));
      }
      if (key === '__proto__') problems.add('unsafe-key', 'proto', start, end);
      if (LONE_SURROGATE.test(key)) problems.add('unsafe-string', 'loneSurrogate', start, end);
    },
    onScalar(start, end) {
      if (text.charAt(start) === '"') {
        if (LONE_SURROGATE.test(stringValue(text, start, end)))
          problems.add('unsafe-string', 'loneSurrogate', start, end);
        return;
      }
      const literal = text.slice(start, end);
      const becomes = inexactValue(literal);
      if (becomes === undefined) return;
      problems.add('unsafe-number', 'precision', start, end, () => ({ literal: excerpt(literal), becomes }));
    },
    onClose() {
      open.pop();
    },
  });
  return problems.all();
}

/**
 * What a number literal becomes when JSON.parse does not keep it. Integers only: every decimal is rounded. An integer is
 * kept if it is exact, or if its digits are those that a program writes for the same double.
 */
function inexactValue(literal: string): string | undefined {
  const value = Number(literal);
  if (Number.isNaN(value) || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return undefined;
  if (!Number.isFinite(value)) return String(value);
  if (!/^-?\d+$/.test(literal)) return undefined;
  const isKept = BigInt(value) === BigInt(literal) || exponential(literal) === value.toExponential();
  return isKept ? undefined : String(value);
}

/** An integer literal in the form of Number.prototype.toExponential. */
function exponential(integer: string): string {
  const [, sign = '', first = '', rest = ''] = /^(-?)(\d)(\d*)$/.exec(integer) ?? [];
  const fraction = rest.replace(/0+$/, '');
  return `${sign}${first}${fraction === '' ? '' : '.'}${fraction}e+${String(rest.length)}`;
}

class ProblemList {
  readonly #rangeOf: RangeOf;
  readonly #listed: Problem[] = [];
  readonly #rules = new Map<string, { count: number; more: Range | undefined }>();

  constructor(rangeOf: RangeOf) {
    this.#rangeOf = rangeOf;
  }

  add(rule: string, message: string, start: number, end: number, data?: (rangeOf: RangeOf) => MessageData): void {
    const seen = this.#rules.get(rule) ?? { count: 0, more: undefined };
    this.#rules.set(rule, seen);
    seen.count += 1;
    if (seen.count <= LISTED) {
      this.#listed.push({ rule, message, data: data?.(this.#rangeOf) ?? {}, range: this.#rangeOf(start, end) });
    } else {
      seen.more ??= this.#rangeOf(start, end);
    }
  }

  all(): Problem[] {
    const more: Problem[] = [];
    for (const [rule, { count, more: range }] of this.#rules) {
      if (range !== undefined) more.push({ rule, message: 'more', data: { count: count - LISTED }, range });
    }
    return [...this.#listed, ...more];
  }
}
