import { appendLines, removeLines } from '../../document/text-form.js';
import type { Removed } from './piece.js';

const LINE = /^\/?\.stategate\/?[ \t]*\r?$/mu;

/** Puts the ledger's folder into a .gitignore. */
export function addIgnored(text: string | undefined): string {
  return text !== undefined && LINE.test(text) ? text : appendLines(text ?? '', ['.stategate/']);
}

export function removeIgnored(text: string): Removed {
  const found = /^\.stategate\/\r?$/mu.exec(text);
  if (!found) return { text };
  const rest = removeLines(text, found.index, found.index);
  return { text: rest === '' ? undefined : rest };
}
