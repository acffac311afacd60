import { expect, test } from 'vitest';
import { format as markdown } from '../../src/report/markdown.js';
import { findingOf, HOSTILE, resultOf, SEVERAL, written } from '../support/findings.js';

/** What the body of a comment on GitHub may have, in characters. */
const MOST = 65_536;

const inFiles = (count: number, message = 'wrong'): ReturnType<typeof findingOf>[] =>
  Array.from({ length: count }, (_, index) =>
    findingOf({ file: `agents/sessions/s${index >> 2}/state.json`, message }),
  );

test('a comment has room for it, however much there is, and it says how much was left out', async () => {
  const text = await written(markdown, resultOf(inFiles(10_000, HOSTILE)));
  expect(text.length).toBeLessThan(MOST);
  const told = text.match(/^\| 27 \|/gmu)!.length;
  expect(told).toBeGreaterThan(20);
  expect(text).toContain(`**${10_000 - told} findings in `);
});

test('it holds as much as there is room for', async () => {
  expect((await written(markdown, resultOf(inFiles(10_000)))).length).toBeGreaterThan(MOST * 0.9);
});

test('nothing is left out of what has room', async () => {
  expect(await written(markdown, resultOf(inFiles(100)))).not.toContain('left out');
});

test('a finding that has no room by itself is left out, and those after it are not', async () => {
  const related = Array.from({ length: 1000 }, () => ({
    message: HOSTILE,
    file: 'x',
    pointer: '',
    line: 1,
    column: 1,
  }));
  const text = await written(markdown, resultOf([findingOf({ related }), findingOf({ message: 'the next' })]));
  expect(text).toContain('the next');
  expect(text).toContain('**1 finding in 1 file left out:**');
});

test('each row of a table has as many cells as its head', async () => {
  const text = await written(markdown, resultOf([...SEVERAL]));
  for (const row of text.split('\n').filter((line) => line.startsWith('|'))) {
    expect(row.match(/\|/gu), row).toHaveLength(4);
  }
});

test('few findings are shown at once, many are folded', async () => {
  expect(await written(markdown, resultOf(inFiles(10)))).toContain('<details open>');
  expect(await written(markdown, resultOf(inFiles(11)))).not.toContain('<details open>');
});

test('files with errors come first', async () => {
  const text = await written(
    markdown,
    resultOf([
      findingOf({ file: 'a', severity: 'info' }),
      findingOf({ file: 'b', severity: 'warning' }),
      findingOf({ file: 'c' }),
    ]),
  );
  expect([...text.matchAll(/<code>(\w)<\/code>/gu)].map(([, file]) => file).join('')).toBe('cba');
});

test.each([
  ['a mention', '@someone', '@&#8203;someone'],
  ['an issue', 'owner/repo#12 and GH-12', 'owner/repo#&#8203;12 and GH&#8203;-12'],
  ['an address', 'https://example.org www.example.org', 'https:&#8203;//example.org www&#8203;.example.org'],
  ['a picture', 'a :tada: at 10:15:00', 'a :&#8203;tada: at 10:15:00'],
  ['a cell', 'a | b \\| c', 'a &#124; b \\\\&#124; c'],
  ['a tag', '<img src=x>', '&lt;img src=x&gt;'],
  ['emphasis', '*a* _b_ ~~c~~ `d`', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`'],
  ['an entity', '&copy; &#64;x', '&amp;copy; &amp;#&#8203;64;x'],
])('%s in a message is only text', async (_what, message, shown) => {
  expect(await written(markdown, resultOf([findingOf({ message })]))).toContain(`| error | ${shown}<br>`);
});

test('where nothing is found it says so', async () => {
  expect(await written(markdown, resultOf([]))).toBe(
    '<!-- stategate -->\n### stategate: no problems\n\n1 file (1 document)\n',
  );
});

test('how much was found stands in the heading alone, and counts what is not shown', async () => {
  const result = resultOf([findingOf(), findingOf({ severity: 'warning' }), findingOf({ severity: 'info' })]);
  const [, heading, , extent] = (await written(markdown, result, { quiet: true })).split('\n');
  expect(heading).toBe('### stategate: 1 error, 1 warning, 1 info');
  expect(extent).toBe('1 file (1 document)');
});
