import type { Token, Tokens } from 'marked';
import { rowsOf } from '../rows.js';
import { wordsOf } from './inline.js';
import { type Look, narrower } from './look.js';
import { printedLine } from './printed-line.js';
import { tableRows } from './table.js';

const MARGIN = 4;

/** The blocks of a Markdown page, each as the rows of a terminal. */
export function layOut(tokens: readonly Token[], look: Look): string[][] {
  return tokens.filter(({ type }) => type !== 'space').map((token) => blockOf(token, look));
}

function blockOf(token: Token, look: Look): string[] {
  switch (token.type) {
    case 'heading':
      return [look.paint('bold', look.color ? (token as Tokens.Heading).text : token.raw.trim())];
    case 'paragraph':
    case 'text':
      return rowsOf(wordsOf((token as Tokens.Paragraph).tokens, look), look);
    case 'code':
      return codeRows(token as Tokens.Code, look);
    case 'list':
      return (token as Tokens.List).items.flatMap((item, index) => {
        const { ordered, start } = token as Tokens.List;
        const sign = ordered ? `${Number(start) + index}.` : '•';
        const inside = layOut(item.tokens, narrower(look, MARGIN)).flat();
        return indented(inside, `  ${sign.padEnd(MARGIN - 2)}`, ' '.repeat(MARGIN));
      });
    case 'table':
      return tableRows(token as Tokens.Table, look);
    default:
      return token.raw.trimEnd().split('\n');
  }
}

/** What a program prints is laid out as in a terminal; other code stands as it is, so that it can be copied. */
function codeRows({ lang, text }: Tokens.Code, look: Look): string[] {
  const lines = text.split('\n');
  const rows = lang === 'text' ? lines.flatMap((line) => printedLine(line, narrower(look, MARGIN))) : lines;
  return indented(rows, ' '.repeat(MARGIN), ' '.repeat(MARGIN));
}

function indented(rows: readonly string[], first: string, others: string): string[] {
  return rows.map((row, index) => (row === '' ? '' : (index === 0 ? first : others) + row));
}
