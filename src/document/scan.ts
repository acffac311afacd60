const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/**
 * Counts the properties written in a well-formed JSON text, without reading all of it: from colon to colon, a colon
 * belongs to a property if a closing quote stands before it.
 *
 * Never less than the true number. It can be more where a string's content begins with a colon, or holds a quote,
 * white space and a colon: whoever compares it may only conclude something from equality.
 */
export function countProperties(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (text.charCodeAt(before) <= SPACE) before -= 1;
    if (text.charCodeAt(before) === QUOTE && !isEscaped(text, before)) count += 1;
  }
  return count;
}

/** The offset of the bracket that opens level `maxDepth` + 1, or -1. Does not need the text to be well-formed. */
export function findTooDeep(text: string, maxDepth: number): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = closingQuote(text, at);
      if (at < 0) return -1;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return at;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return -1;
}

/**
 * Whether a text may hold an escape such as `\ud800` that is not half of a pair. An escaped backslash before `ud800`
 * looks the same from one side, so it counts too: only "no" is certain.
 */
export function mayHoldLoneSurrogate(text: string): boolean {
  return (text.includes('\\ud') || text.includes('\\uD')) && LONE_SURROGATE_ESCAPE.test(text);
}

const HIGH = String.raw`\\u[dD][89abAB][0-9a-fA-F]{2}`;
const LOW = String.raw`\\u[dD][c-fC-F][0-9a-fA-F]{2}`;
const LONE_SURROGATE_ESCAPE = new RegExp(`${HIGH}(?!${LOW})|(?<!${HIGH})${LOW}|\\\\\\\\u[dD]`);

/** The offset of the quote that ends the string that begins at `open`, or -1. */
export function closingQuote(text: string, open: number): number {
  let quote = text.indexOf('"', open + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}
