import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { format as markdown } from '../../src/report/markdown.js';
import { findingOf, resultOf, SEVERAL, written } from '../support/findings.js';
import { pageForTests } from './browser.js';

const page = pageForTests();

const EXTENSIONS = ['table', 'autolink', 'strikethrough', 'tagfilter', 'tasklist'];

/** What GitHub's renderer makes of a text. */
function render(text: string): string {
  const args = [...EXTENSIONS.flatMap((name) => ['-e', name]), '--unsafe'];
  return execFileSync('cmark-gfm', args, { input: text, encoding: 'utf8' });
}

interface Rendered {
  readonly names: readonly string[];
  /** The cells of each row of each table. */
  readonly rows: readonly (readonly string[])[];
}

function look(text: string): Promise<Rendered> {
  return page().evaluate((html) => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return {
      names: [...new Set(Array.from(body.querySelectorAll('*'), ({ localName }) => localName))].sort(),
      rows: Array.from(body.querySelectorAll('tr'), (row) => Array.from(row.cells, (cell) => cell.textContent)),
    };
  }, render(text));
}

const shown = (message: string): Promise<Rendered> => written(markdown, resultOf([findingOf({ message })])).then(look);

test('the renderer makes links and pictures of what is not escaped', async () => {
  expect((await look('https://example.org ![x](y)')).names).toEqual(['a', 'img', 'p']);
});

test('a comment has its own elements and no others, whatever a finding says', async () => {
  const { names, rows } = await look(await written(markdown, resultOf([...SEVERAL])));
  expect(names).toEqual(['br', 'code', 'details', 'h3', 'p', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr']);
  expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([3]));
});

test.each([
  '**bold** _emphasis_ `code` ~~gone~~ $x$ [a](b) ![c](d) <b>e</b> &copy; \\| | \\\\| | end',
  'https://example.org www.example.org someone@example.org mailto:a@b.c @someone #12 GH-3 :tada:',
  '# no heading',
  '- no list',
  '> no quote',
  '``` no fence',
  '--- | ---',
  '<!-- no comment',
  '</td></table></details>',
])('a message stands there to the letter: %s', async (message) => {
  const { names, rows } = await shown(message);
  expect(names).not.toContain('a');
  // A space of no width keeps apart what GitHub would make a link of later on.
  expect(rows.at(-1)?.[2]?.replaceAll('\u200b', '')).toBe(`${message}checkpoint-range`);
});

test('nothing is left that GitHub would make a mention, a reference or a picture of', async () => {
  const { rows } = await shown('@someone owner/repo#12 #12 GH-3 :tada: :+1:');
  expect(rows.at(-1)?.[2]).not.toMatch(/@\w|#\d|GH-\d|:tada:|:\+1:/u);
});
