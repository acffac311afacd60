import type { Token, Tokens } from 'marked';
import type { Piece } from '../../report/pretty/wrap.js';
import type { Style } from '../paint.js';
import type { Look } from './look.js';

/** Text of one look. */
interface Run {
  readonly text: string;
  readonly style?: Style;
}

/** The words of a paragraph, painted; a link is followed by where it leads. */
export function wordsOf(tokens: readonly Token[], { color, paint }: Look): Piece[] {
  const words: string[] = [];
  let isNew = true;
  for (const { text, style } of runsIn(tokens, color)) {
    for (const [index, word] of text.split(/\s/u).entries()) {
      if (index > 0) isNew = true;
      if (word === '') continue;
      const painted = style ? paint(style, word) : word;
      if (isNew) words.push(painted);
      else words.push(String(words.pop()) + painted);
      isNew = false;
    }
  }
  return words.map((text) => ({ text, whole: true, gap: 1 }));
}

function* runsIn(tokens: readonly Token[], color: boolean, style?: Run['style']): Generator<Run> {
  for (const token of tokens) {
    switch (token.type) {
      case 'text':
      case 'escape':
        yield { text: (token as Tokens.Text).text, ...(style && { style }) };
        break;
      case 'codespan':
        yield { text: color ? (token as Tokens.Codespan).text : token.raw, style: 'code' };
        break;
      case 'strong':
        yield* runsIn((token as Tokens.Strong).tokens, color, 'bold');
        break;
      case 'em':
        yield* runsIn((token as Tokens.Em).tokens, color, 'emphasis');
        break;
      case 'link': {
        const { tokens: inner, text, href } = token as Tokens.Link;
        yield* runsIn(inner, color, 'link');
        const target = targetOf(href);
        if (target !== text) yield { text: ` (${target})`, style: 'dim' };
        break;
      }
      default:
        yield { text: token.raw };
    }
  }
}

/** Where a link leads, for who reads the page in a terminal: to another rule, or into the package. */
function targetOf(href: string): string {
  const [, rule] = /^([\w-]+)\.md$/u.exec(href) ?? [];
  return rule === undefined ? href.replace(/^\.\.\//u, '') : `stategate explain ${rule}`;
}
