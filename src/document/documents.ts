import { closeSync } from 'node:fs';
import { BYTE_ORDER_MARK_PROBLEM, decodeUtf8, wideEncodingProblem, withoutByteOrderMark } from './decode.js';
import type { Document, Format, Limits } from './document.js';
import type { Line } from './lines.js';
import { splitLines } from './lines.js';
import { parseDocument } from './parse.js';
import { START } from './position.js';
import type { Problem } from './problem.js';
import { openSource, readChunks, readProblem, readWhole, tooLarge } from './read.js';
import { conflictMarker } from './syntax.js';

export interface ParseOptions {
  readonly format: Format;
  readonly limits: Limits;
}

export interface ReadOptions extends ParseOptions {
  /** The real path of a folder that symbolic links must not leave; without it they are followed anywhere. */
  readonly root?: string | undefined;
  /** Is given the bytes that are read, and `undefined` once all were. */
  readonly onBytes?: ((bytes: Uint8Array | undefined) => void) | undefined;
}

/**
 * Reads the documents of a file: one of JSON, any number of JSONL, one by one. A file that cannot be read, or not to
 * its end, gives a document without a value that says why. Throws nothing that has to do with the file.
 */
export function* readDocuments(file: string, { format, limits, root, onBytes }: ReadOptions): Generator<Document> {
  const source = openSource(file, root);
  if ('rule' in source) {
    yield unparsed(source);
    return;
  }
  try {
    if (format === 'jsonl') {
      yield* parseLines(seenBy(onBytes, readChunks(source)), limits);
    } else {
      const bytes = readWhole(source, limits.maxBytes);
      if ('rule' in bytes) {
        yield unparsed(bytes);
      } else {
        onBytes?.(bytes);
        onBytes?.(undefined);
        yield parseWhole(bytes, limits);
      }
    }
  } catch (error) {
    yield unparsed(readProblem(error));
  } finally {
    closeSync(source.fd);
  }
}

/** Reads documents from bytes that are already in memory: standard input, a git blob. */
export function* parseDocuments(bytes: Uint8Array, { format, limits }: ParseOptions): Generator<Document> {
  if (format === 'jsonl') {
    yield* parseLines([bytes], limits);
  } else if (bytes.length > limits.maxBytes) {
    yield unparsed(tooLarge(bytes.length, limits.maxBytes));
  } else {
    yield parseWhole(bytes, limits);
  }
}

function* seenBy(onBytes: ReadOptions['onBytes'], chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) {
    onBytes?.(chunk);
    yield chunk;
  }
  onBytes?.(undefined);
}

function parseWhole(bytes: Uint8Array, limits: Limits): Document {
  const wide = wideEncodingProblem(bytes);
  if (wide !== undefined) return unparsed(wide);
  const content = withoutByteOrderMark(bytes);
  const document = parseBytes(content, 1, limits);
  return content === bytes ? document : withProblem(BYTE_ORDER_MARK_PROBLEM, document);
}

function* parseLines(chunks: Iterable<Uint8Array>, limits: Limits): Generator<Document> {
  let hasByteOrderMark = false;
  let inConflict = false;
  for (const line of splitLines(chunks, limits.maxBytes)) {
    let { bytes } = line;
    if (line.number === 1 && bytes !== undefined) {
      const wide = wideEncodingProblem(bytes);
      if (wide !== undefined) {
        yield unparsed(wide);
        return;
      }
      bytes = withoutByteOrderMark(bytes);
      hasByteOrderMark = bytes !== line.bytes;
    }
    const document = parseLine(line, bytes, limits);
    if (document === undefined) continue;
    // The lines that divide and end a conflict belong to the problem that its first line already is.
    const marker = document.parsed ? undefined : conflictMarker(document.text);
    if (inConflict && marker !== undefined) {
      inConflict = !marker.startsWith('>');
      continue;
    }
    inConflict ||= marker?.startsWith('<') === true;
    yield hasByteOrderMark ? withProblem(BYTE_ORDER_MARK_PROBLEM, document) : document;
    hasByteOrderMark = false;
  }
  if (hasByteOrderMark) yield unparsed(BYTE_ORDER_MARK_PROBLEM);
}

function parseLine(line: Line, bytes: Uint8Array | undefined, limits: Limits): Document | undefined {
  if (bytes === undefined) {
    const range = { ...START, line: line.number, endLine: line.number };
    const data = { size: line.size, limit: limits.maxBytes };
    return unparsed({ rule: 'unreadable-file', message: 'lineTooLong', data, range });
  }
  if (bytes.every(isSpace)) return undefined;
  const document = parseBytes(bytes, line.number, limits);
  if (line.ended) return document;
  // A writer that was stopped halfway leaves a last line that ends too early.
  const problems = document.problems.map((problem) =>
    problem.message === 'truncated' ? { ...problem, rule: 'cut-line', message: 'cut', data: {} } : problem,
  );
  return { ...document, problems };
}

function parseBytes(bytes: Uint8Array, line: number, limits: Limits): Document {
  const { text, problem } = decodeUtf8(bytes, line);
  if (problem !== undefined) return { parsed: false, text, line, problems: [problem] };
  return parseDocument(text, line, limits);
}

function unparsed(problem: Problem): Document {
  return { parsed: false, text: '', line: problem.range.line, problems: [problem] };
}

function withProblem(problem: Problem, document: Document): Document {
  return { ...document, problems: [problem, ...document.problems] };
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
