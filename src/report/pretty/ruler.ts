import { printable } from '../../lint/message.js';

/** Takes text apart and tells how many columns of a terminal it takes. */
export interface Ruler {
  /** What is seen as one character each, made harmless; an escape is wider than what it stands for. */
  readonly cells: (text: string) => string[];
  /** In columns. */
  readonly width: (text: string) => number;
}

/** For ASCII and the ellipsis that cuts it: a column a character. */
const ASCII: Ruler = {
  cells: (text) => Array.from(text, (character) => printable(character)),
  width: (text) => text.length,
};

/** A ruler that is right for these texts. Telling wide characters is slow to load, so plain texts go without. */
export async function rulerFor(texts: readonly string[]): Promise<Ruler> {
  // eslint-disable-next-line no-control-regex -- control characters are shown as ASCII escapes
  if (texts.every((text) => /^[\u0000-\u007f]*$/u.test(text))) return ASCII;
  const { stringWidth: width } = await import('./wide.js');
  const graphemes = new Intl.Segmenter('en');
  return { cells: (text) => Array.from(graphemes.segment(text), ({ segment }) => printable(segment)), width };
}
