import { unifiedDiff } from '../document/diff.js';
import { printable } from '../lint/message.js';
import { type Paint, painter } from './paint.js';

/** A unified diff of a file for a terminal, line by line; `undefined` is a file that is not there. */
export function* diffLines(
  name: string,
  before: string | undefined,
  after: string | undefined,
  color: boolean,
): Generator<string> {
  const paint = painter(color);
  for (const line of unifiedDiff(name, before, after)) {
    // A carriage return that ends a line stays, so that the diff can be applied; anywhere else it drives the terminal.
    const [, text = '', end = ''] = /^(.*?)(\r?)$/su.exec(line) ?? [];
    yield `${painted(printable(text, '\t'), paint)}${end}\n`;
  }
}

function painted(text: string, paint: Paint): string {
  if (/^(?:---|\+\+\+) /u.test(text)) return paint('bold', text);
  if (text.startsWith('+')) return paint('good', text);
  if (text.startsWith('-')) return paint('bad', text);
  return text.startsWith('@@') ? paint('dim', text) : text;
}
