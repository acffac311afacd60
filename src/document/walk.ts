import { closingQuote } from './scan.js';

/** What is told of each token of a JSON text, as offsets into it: the first character's, and the one after the last. */
export interface Visitor {
  onOpen(start: number): void;
  onKey(start: number, end: number): void;
  onScalar(start: number, end: number): void;
  onClose(end: number): void;
}

/**
 * Tells the tokens of a JSON text in their order. Only for a text that JSON.parse accepts, which is what makes it short
 * and fast: it hops from quote to quote, and a string before a colon must be a key. Depth costs no stack.
 */
export function walk(text: string, visitor: Visitor): void {
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    switch (character) {
      case '"': {
        const end = closingQuote(text, at) + 1;
        const next = afterSpace(text, end);
        if (text.charAt(next) === ':') {
          visitor.onKey(at, end);
          at = next + 1;
        } else {
          visitor.onScalar(at, end);
          at = next;
        }
        break;
      }
      case '{':
      case '[':
        visitor.onOpen(at);
        at += 1;
        break;
      case '}':
      case ']':
        at += 1;
        visitor.onClose(at);
        break;
      case ',':
      case ' ':
      case '\n':
      case '\r':
      case '\t':
        at = afterSpace(text, at + 1);
        break;
      default: {
        const start = at;
        while (isWordCharacter(text.charCodeAt(at))) at += 1;
        visitor.onScalar(start, at);
      }
    }
  }
}

/** What a string token says. */
export function stringValue(text: string, start: number, end: number): string {
  const escaped = text.slice(start + 1, end - 1);
  return escaped.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : escaped;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** Whether a number, `true`, `false` or `null` goes on: until white space, a comma, a bracket or the text's end. */
function isWordCharacter(code: number): boolean {
  return code > 0x20 && code !== 0x2c && code !== 0x5d && code !== 0x7d;
}
