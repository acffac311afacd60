import { decodeUtf8 } from '../document/decode.js';
import type { Document, Format, Limits } from '../document/document.js';
import { parseDocuments } from '../document/documents.js';
import { START } from '../document/position.js';
import type { MessageData, Problem } from '../document/problem.js';
import { survey } from '../document/survey.js';

/**
 * A version of a file as one document. That of JSONL, one document a line, is the array of its lines' texts: what has
 * ended in a line feed is followed by an empty text, so that one log continues another if all its elements but the last
 * are the same and the last is what the other's begins with. The element at an index is the line after as many.
 */
export function readVersion(bytes: Uint8Array, format: Format, limits: Limits): Document {
  return format === 'json' ? readJson(bytes, limits) : readLines(bytes, limits);
}

/** A version that could not be read. */
export function unreadVersion(message: 'vanished' | 'tooLarge', data: MessageData): Document {
  return unparsed({ rule: 'unreadable-file', message, data, range: START });
}

/** Longer texts are looked over before they are parsed. */
const SHORT = 256 * 1024;

function readJson(bytes: Uint8Array, limits: Limits): Document {
  return (bytes.length < SHORT ? readSound(bytes, limits) : undefined) ?? readAny(bytes, limits);
}

/**
 * A sound text, quickly: what a text may have beside its value, such as repeated keys, is not looked for. A check of the
 * file tells that; here only the value is compared.
 */
function readSound(bytes: Uint8Array, { maxBytes, maxDepth }: Limits): Document | undefined {
  if (bytes.length > maxBytes) return undefined;
  const { text, problem } = decodeUtf8(bytes, 1);
  if (problem !== undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return survey(value, maxDepth).tooDeep ? undefined : { parsed: true, text, line: 1, value, problems: [] };
  } catch {
    return undefined;
  }
}

function readAny(bytes: Uint8Array, limits: Limits): Document {
  for (const document of parseDocuments(bytes, { format: 'json', limits })) return document;
  return unparsed({ rule: 'syntax', message: 'empty', data: {}, range: START });
}

function readLines(bytes: Uint8Array, { maxBytes }: Limits): Document {
  if (bytes.length > maxBytes) return unreadVersion('tooLarge', { size: bytes.length, limit: maxBytes });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return { parsed: true, text, line: 1, problems: [], value: text.split('\n'), byLine: true };
}

/** A version of which no document could be made. */
export function unparsed(problem: Problem): Document {
  return { parsed: false, text: '', line: 1, problems: [problem] };
}
