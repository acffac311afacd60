import type { MessageData } from '../document/problem.js';

const LONGEST_VALUE = 160;

/**
 * Fills the `{placeholders}` of a message. What comes from a document is made harmless for a terminal: control
 * and invisible characters are written as escapes, long values are shortened.
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

const PLAIN = /^[ -~]*$/u;
/**
 * What drives a terminal or has no visible form: control characters (C0, C1), line and paragraph separators, and what
 * Unicode says to pass over in silence, such as soft hyphens, zero-width and bidirectional characters and tags. Not
 * where it is seen in its neighbours: a variation selector, and what joins emoji to one.
 */
const UNSEEN =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d\p{Extended_Pictographic})(?![\ufe00-\ufe0f])[\p{Cc}\u2028\u2029\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Writes control and invisible characters as `\u{…}`, so that text can neither drive a terminal nor pass for another;
 * but for those in `except`.
 */
export function printable(text: string, except = ''): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(UNSEEN, (character) =>
    except.includes(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
