import type { MessageData } from '../document/problem.js';

const LONGEST_VALUE = 160;

/**
 * Fills the `{placeholders}` of a message. What comes from a document is made harmless for a terminal: control
 * characters are written as escapes, long values are shortened.
 */
export function fill(template: string, data: MessageData): string {
  return template.replaceAll(/\{(\w+)\}/gu, (placeholder, name: string) =>
    Object.hasOwn(data, name) ? shown(String(data[name])) : placeholder,
  );
}

function shown(text: string): string {
  const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1).toWellFormed()}…` : text;
  return printable(short);
}

const DRIVES_TERMINAL = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Writes control and bidirectional-override characters as `\uXXXX`, so that text cannot drive a terminal; but for
 * those in `except`.
 */
export function printable(text: string, except = ''): string {
  return text.replaceAll(DRIVES_TERMINAL, (character) =>
    except.includes(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
