import { visit } from 'jsonc-parser';
import { excerpt } from './excerpt.js';
import type { Range } from './position.js';
import type { MessageData, Problem } from './problem.js';

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
  const problems = new ProblemList();
  const objects: Map<string, number>[] = [];
  visit(text, {
    onObjectBegin() {
      objects.push(new Map());
    },
    onObjectProperty(key, _offset, length, startLine, startCharacter) {
      const range = rangeOfToken(line + startLine, startCharacter, length);
      const seen = objects.at(-1);
      const firstLine = seen?.get(key);
      if (firstLine === undefined) seen?.set(key, range.line);
      else problems.add('duplicate-key', 'duplicate', { key: excerpt(key), firstLine }, range);
      if (key === '__proto__') problems.add('unsafe-key', 'proto', {}, range);
      if (LONE_SURROGATE.test(key)) problems.add('encoding', 'loneSurrogate', {}, range);
    },
    onObjectEnd() {
      objects.pop();
    },
    onLiteralValue(value: unknown, offset, length, startLine, startCharacter) {
      if (typeof value === 'number') {
        const literal = text.slice(offset, offset + length);
        const becomes = inexactValue(literal, value);
        if (becomes === undefined) return;
        const range = rangeOfToken(line + startLine, startCharacter, length);
        problems.add('unsafe-number', 'precision', { literal: excerpt(literal), becomes }, range);
      } else if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
        problems.add('encoding', 'loneSurrogate', {}, rangeOfToken(line + startLine, startCharacter, length));
      }
    },
  });
  return problems.all();
}

/**
 * What a number literal becomes when JSON.parse does not keep it. Integers only: every decimal is rounded. An integer is
 * kept if it is exact, or if its digits are those that a program writes for the same double.
 */
function inexactValue(literal: string, value: number): string | undefined {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return undefined;
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

function rangeOfToken(line: number, startCharacter: number, length: number): Range {
  const column = startCharacter + 1;
  return { line, column, endLine: line, endColumn: column + length };
}

class ProblemList {
  readonly #listed: Problem[] = [];
  readonly #rules = new Map<string, { count: number; more: Range | undefined }>();

  add(rule: string, message: string, data: MessageData, range: Range): void {
    const seen = this.#rules.get(rule) ?? { count: 0, more: undefined };
    this.#rules.set(rule, seen);
    seen.count += 1;
    if (seen.count <= LISTED) this.#listed.push({ rule, message, data, range });
    else seen.more ??= range;
  }

  all(): Problem[] {
    const more: Problem[] = [];
    for (const [rule, { count, more: range }] of this.#rules) {
      if (range !== undefined) more.push({ rule, message: 'more', data: { count: count - LISTED }, range });
    }
    return [...this.#listed, ...more];
  }
}
