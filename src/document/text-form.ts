const BYTE_ORDER_MARK = '\ufeff';

/** How a text is written, so that what is put in is written alike. */
export interface TextForm {
  readonly eol: '\n' | '\r\n';
  /** One step of indentation. */
  readonly unit: string;
}

/** As most lines end and as the first indented line begins; line feeds and two spaces where nothing tells. */
export function formOf(text: string): TextForm {
  const ends = text.match(/\r?\n/gu) ?? [];
  const windows = ends.filter((end) => end === '\r\n').length;
  const [, unit = '  '] = /^([ \t]+)\S/mu.exec(text) ?? [];
  return { eol: windows * 2 > ends.length ? '\r\n' : '\n', unit: unit.startsWith('\t') ? '\t' : unit };
}

/** A byte-order mark is no part of the text, and comes before it again. */
export function splitMark(text: string): { readonly mark: string; readonly body: string } {
  return text.startsWith(BYTE_ORDER_MARK) ? { mark: BYTE_ORDER_MARK, body: text.slice(1) } : { mark: '', body: text };
}

/** Where the line that an offset lies in begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line that an offset lies in ends, before what ends it. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** Line and column, 1-based. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `${before.split('\n').length}:${offset - lineStart(text, offset) + 1}`;
}

/** Puts lines at the end of a text. A text whose last line is not ended stays so. */
export function appendLines(text: string, lines: readonly string[]): string {
  const { eol } = formOf(text);
  const added = lines.join(eol);
  if (text === '') return added + eol;
  return text.endsWith('\n') ? text + added + eol : text + eol + added;
}

/** Takes out the lines that lie between two offsets, both lines included. */
export function removeLines(text: string, from: number, to: number): string {
  const start = lineStart(text, from);
  const end = text.indexOf('\n', to);
  // The last line, where it is not ended: what ends the one before goes with it.
  if (end < 0) return text.slice(0, start).replace(/\r?\n$/u, '');
  return text.slice(0, start) + text.slice(end + 1);
}
