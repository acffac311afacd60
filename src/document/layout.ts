import { formOf, lineStart, type TextForm } from './text-form.js';

/** How a JSON text is laid out, so that what is put in is laid out alike. */
export interface Layout extends TextForm {
  /** Whether all of it stands in one line. */
  readonly isOneLine: boolean;
  /** Whether white space follows its colons. */
  readonly isSpaced: boolean;
  /**
   * A value as JSON.
   *
   * @param at an offset in the line that tells the indentation of what the value stands in; absent: all in one line
   * @param deeper how many steps the value's own line is deeper
   */
  readonly write: (value: unknown, at?: number, deeper?: number) => string;
  /** What ends a line and indents the next as the one that an offset lies in, and by some steps more. */
  readonly breakAt: (at: number, deeper: number) => string;
}

/** The layout of a JSON text. */
export function layoutOf(text: string): Layout {
  const { eol, unit } = formOf(text);
  const isOneLine = !text.trim().includes('\n');
  const isSpaced = !isOneLine || !/":\S/u.test(text);
  const breakAt = (at: number, deeper: number): string => eol + indentAt(text, at) + unit.repeat(deeper);
  return {
    eol,
    unit,
    isOneLine,
    isSpaced,
    breakAt,
    write(value, at, deeper = 0) {
      if (at !== undefined) return JSON.stringify(value, null, unit).replaceAll('\n', breakAt(at, deeper));
      if (!isSpaced) return JSON.stringify(value);
      // A line feed that is written as such stands between tokens, and a bracket before or after it is none in a string.
      return JSON.stringify(value, null, 1)
        .replaceAll(/(?<=[[{])\n */gu, '')
        .replaceAll(/\n *(?=[\]}])/gu, '')
        .replaceAll(/\n */gu, ' ');
    },
  };
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/u.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}
