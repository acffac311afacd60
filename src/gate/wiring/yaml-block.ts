import { type Document, isMap, isSeq, parseAllDocuments, type YAMLMap, type YAMLSeq } from 'yaml';
import { formOf, lineEnd, lineStart, placeOf, removeLines } from '../../document/text-form.js';
import { Unexpected } from './piece.js';

export type YamlDocument = Document.Parsed;

/** Reads a text that holds one YAML mapping. */
export function readYaml(text: string): YamlDocument {
  const documents = parseAllDocuments(text);
  const [document, second] = 'empty' in documents ? [] : documents;
  if (second) throw new Unexpected('more than one YAML document', placeOf(text, second.range[0]));
  if (!document) throw new Unexpected('empty');
  const [error] = document.errors;
  if (error) {
    throw new Unexpected(
      `not well-formed YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`,
      placeOf(text, error.pos[0]),
    );
  }
  if (!isMap(document.contents))
    throw new Unexpected('should be a YAML mapping', placeOf(text, document.contents?.range[0] ?? 0));
  return document;
}

/** Puts lines at the end of a block mapping or sequence, indented as its other elements. */
export function appendToBlock(text: string, block: YAMLMap | YAMLSeq, lines: readonly string[]): string {
  const [start, end] = rangeOf(text, block);
  if (block.flow === true) {
    throw new Unexpected('written in brackets, which init does not add to; write it as lines', placeOf(text, start));
  }
  const { eol } = formOf(text);
  const indent = ' '.repeat(start - lineStart(text, start));
  const at = lineEnd(text, text.slice(0, end).trimEnd().length);
  return text.slice(0, at) + lines.map((line) => eol + indent + line).join('') + text.slice(at);
}

/** Takes out an element of a block sequence or mapping; `from` is where its first line is. */
export function removeBlock(text: string, from: number, to: number): string {
  return removeLines(text, from, text.slice(0, to).trimEnd().length);
}

function rangeOf(text: string, node: YAMLMap | YAMLSeq): [number, number] {
  if (!node.range) throw new Unexpected('of a shape that init does not know', placeOf(text, 0));
  return [node.range[0], node.range[1]];
}

/** Sees to it that an edit has made of a document what it should have. */
export function expectYaml(text: string, value: unknown): string {
  const document = readYaml(text);
  if (JSON.stringify(document.toJS()) !== JSON.stringify(value)) {
    throw new Unexpected('written in a way that init cannot add to');
  }
  return text;
}

export { isMap, isSeq };
