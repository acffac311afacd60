import { characterName, excerpt } from './excerpt.js';
import type { MessageData, Problem } from './problem.js';
import type { RangeOf } from './text-range.js';
import { rangesIn } from './text-range.js';

/** Seven equal characters at the start of a line, as git writes them around the two sides of a conflict. */
const CONFLICT_MARKER = /^(<{7}|\|{7}|={7}|>{7})(?=[ \t\r\n]|$).*$/m;

/** Words of JavaScript, Python and YAML, and what JSON writes instead. */
const FOREIGN_LITERALS: Readonly<Record<string, string>> = {
  NaN: 'null',
  Infinity: 'null',
  '+Infinity': 'null',
  '-Infinity': 'null',
  undefined: 'null',
  None: 'null',
  nil: 'null',
  NULL: 'null',
  Null: 'null',
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
};

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMBER_CUT_SHORT = /^-?(?:(?:0|[1-9]\d*)(?:\.|(?:\.\d+)?[eE][+-]?))?$/;
const ESCAPE = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})$/;
const ESCAPE_CUT_SHORT = /^\\(?:u[0-9a-fA-F]{0,3})?$/;

const NOT_SPACE = /[^ \t\n\r]/g;
const LINE_END = /[\r\n]/g;
const WORD_END = /[\s{}[\]",:/\p{Cc}]/gu;
const STRING_STOP = /["\\\p{Cc}]/gu;

interface Fault {
  readonly message: string;
  readonly data: MessageData;
  readonly start: number;
  readonly end: number;
}

/** The marker with which a line begins that git left in an unresolved conflict. */
export function conflictMarker(text: string): string | undefined {
  return CONFLICT_MARKER.exec(text)?.[1];
}

/**
 * Says why a text that JSON.parse refuses is not JSON: the one most telling reason, and where.
 * Time grows with the length of the text; depth costs no stack.
 *
 * @param line the line of the file on which the text begins, 1-based
 */
export function syntaxProblem(text: string, line: number): Problem {
  const rangeOf = rangesIn(text, line);
  const { message, data, start, end } = findConflict(text) ?? findFault(text, rangeOf);
  return { rule: 'syntax', message, data, range: rangeOf(start, end) };
}

function findConflict(text: string): Fault | undefined {
  const match = CONFLICT_MARKER.exec(text);
  if (match === null) return undefined;
  const [whole, marker = ''] = match;
  return { message: 'conflictMarker', data: { marker }, start: match.index, end: match.index + whole.length };
}

/** What may come next; each in the words of a message. */
const EXPECTED = {
  value: 'a value',
  firstItem: 'a value or "]"',
  nextItem: 'a value',
  firstKey: 'a property name in double quotes or "}"',
  nextKey: 'a property name in double quotes',
  colon: '":"',
};
type Expected = keyof typeof EXPECTED | 'separator' | 'end';

function findFault(text: string, rangeOf: RangeOf): Fault {
  /** Offsets of the brackets that are open. */
  const open: number[] = [];
  let expected: Expected = 'value';
  let lastComma = 0;
  let at = firstMatch(NOT_SPACE, text, 0);
  if (at === text.length) return { message: 'empty', data: {}, start: 0, end: 0 };

  const closed = (): Expected => (open.length > 0 ? 'separator' : 'end');
  for (; at < text.length; at = firstMatch(NOT_SPACE, text, at)) {
    const foreign = foreignNotation(text, at);
    if (foreign !== undefined) return foreign;

    const character = text.charAt(at);
    const inObject = text.charAt(open.at(-1) ?? text.length) === '{';
    const closer = inObject ? '}' : ']';
    switch (expected) {
      case 'end':
        return { message: 'afterEnd', data: { found: tokenName(text, at) }, start: at, end: tokenEnd(text, at) };
      case 'colon':
        if (character !== ':') return invalid(text, at, EXPECTED.colon);
        expected = 'value';
        at += 1;
        continue;
      case 'separator':
        if (character === ',') {
          lastComma = at;
          expected = inObject ? 'nextKey' : 'nextItem';
        } else if (character === closer) {
          open.pop();
          expected = closed();
        } else if (/["{[\w-]/.test(character)) {
          return { message: 'missingComma', data: { found: tokenName(text, at) }, start: at, end: tokenEnd(text, at) };
        } else {
          return invalid(text, at, `"," or "${closer}"`);
        }
        at += 1;
        continue;
      case 'firstKey':
      case 'firstItem':
        if (character !== closer) break;
        open.pop();
        expected = closed();
        at += 1;
        continue;
      case 'nextKey':
      case 'nextItem':
        if (character !== closer) break;
        return { message: 'trailingComma', data: { close: closer }, start: lastComma, end: lastComma + 1 };
      case 'value':
    }

    const isKey: boolean = expected === 'firstKey' || expected === 'nextKey';
    if (character === '"') {
      const string = readString(text, at);
      if (string === undefined) return truncated(text, 'string', at, rangeOf);
      if (typeof string !== 'number') return string;
      at = string;
      expected = isKey ? 'colon' : closed();
    } else if (isKey) {
      const name = /^[\p{L}_$][\p{L}\p{N}_$-]*/u.exec(text.slice(at, tokenEnd(text, at)))?.[0];
      if (name === undefined) return invalid(text, at, EXPECTED[expected]);
      return { message: 'unquotedKey', data: { key: excerpt(name) }, start: at, end: at + name.length };
    } else if (character === '{' || character === '[') {
      open.push(at);
      expected = character === '{' ? 'firstKey' : 'firstItem';
      at += 1;
    } else {
      const end = tokenEnd(text, at);
      const word = text.slice(at, end);
      if (!isScalar(word)) {
        if (end === text.length && isCutShort(word)) break;
        return wrongWord(text, at, word, EXPECTED[expected]);
      }
      at = end;
      expected = closed();
    }
  }

  const opened = open.at(-1);
  if (opened === undefined) return truncated(text, 'value', firstMatch(NOT_SPACE, text, 0), rangeOf);
  return truncated(text, text.charAt(opened) === '{' ? 'object' : 'array', opened, rangeOf);
}

/** What no JSON text holds outside its strings, and what tells where it comes from: another notation, a crash. */
function foreignNotation(text: string, at: number): Fault | undefined {
  const character = text.charAt(at);
  if (character === "'") return { message: 'singleQuote', data: {}, start: at, end: at + 1 };
  if (character === '\0') return { message: 'nul', data: {}, start: at, end: at + 1 };
  if (character === '#' || (character === '/' && /[/*]/.test(text.charAt(at + 1)))) {
    return { message: 'comment', data: {}, start: at, end: firstMatch(LINE_END, text, at) };
  }
  return undefined;
}

/** The offset after a string's closing quote; its fault; or undefined where the text ends before the string does. */
function readString(text: string, start: number): number | Fault | undefined {
  let at = start + 1;
  for (;;) {
    at = nextStop(text, at);
    const character = text.charAt(at);
    if (character === '') return undefined;
    if (character === '"') return at + 1;
    if (character === '\\') {
      const escape = text.slice(at, at + (text.charAt(at + 1) === 'u' ? 6 : 2));
      if (!ESCAPE.test(escape)) {
        if (at + escape.length === text.length && ESCAPE_CUT_SHORT.test(escape)) return undefined;
        const shown = /^\\(?:u[0-9a-fA-F]*|[^\p{C}\p{Z}])?/u.exec(escape)?.[0] ?? escape;
        return { message: 'badEscape', data: { escape: shown }, start: at, end: at + shown.length };
      }
      at += escape.length;
    } else if (character === '\n' || character === '\r') {
      return { message: 'lineBreakInString', data: {}, start, end: at };
    } else {
      return { message: 'controlCharacter', data: { character: characterName(character) }, start: at, end: at + 1 };
    }
  }
}

/** The next quote, backslash or control character that JSON forbids in a string; DEL and C1 controls are allowed. */
function nextStop(text: string, from: number): number {
  let at = firstMatch(STRING_STOP, text, from);
  while (text.charCodeAt(at) >= 0x7f) at = firstMatch(STRING_STOP, text, at + 1);
  return at;
}

function isScalar(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'null' || NUMBER.test(word);
}

function isCutShort(word: string): boolean {
  return NUMBER_CUT_SHORT.test(word) || ['true', 'false', 'null'].some((literal) => literal.startsWith(word));
}

function wrongWord(text: string, at: number, word: string, expected: string): Fault {
  const place = { start: at, end: tokenEnd(text, at) };
  const instead = Object.hasOwn(FOREIGN_LITERALS, word) ? FOREIGN_LITERALS[word] : undefined;
  if (instead !== undefined) return { message: 'foreignLiteral', data: { literal: word, instead }, ...place };
  if (/^[+-]?\.?\d/.test(word)) return { message: 'badNumber', data: { literal: excerpt(word) }, ...place };
  return invalid(text, at, expected);
}

function invalid(text: string, at: number, expected: string): Fault {
  return { message: 'invalid', data: { found: tokenName(text, at), expected }, start: at, end: tokenEnd(text, at) };
}

function truncated(text: string, open: string, opened: number, rangeOf: RangeOf): Fault {
  const { line: openLine } = rangeOf(opened, opened);
  return { message: 'truncated', data: { open, openLine }, start: text.length, end: text.length };
}

/** Where the word, or the single character, that begins at an offset ends. Strings end with their quote or line. */
function tokenEnd(text: string, at: number): number {
  if (text.charAt(at) === '"') {
    const end = readString(text, at);
    if (typeof end === 'number') return end;
    return end === undefined ? text.length : end.end;
  }
  const end = firstMatch(WORD_END, text, at);
  return end > at ? end : at + 1;
}

function tokenName(text: string, at: number): string {
  const token = text.slice(at, tokenEnd(text, at));
  if (token.startsWith('"')) return excerpt(token);
  return characterName(token).startsWith('U+') ? characterName(token) : `"${excerpt(token)}"`;
}

function firstMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
