import path from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import { resultOf, SEVERAL, written } from '../support/findings.js';

const GOLDENS = path.join(import.meta.dirname, '../../fixtures/reports');

/** How a golden is called, where the name of its format is not how such files end. */
const FILE: Readonly<Record<string, string>> = {
  agent: 'agent.txt',
  checkstyle: 'checkstyle.xml',
  github: 'github.txt',
  gitlab: 'gitlab.json',
  html: 'html.html',
  json: 'json.json',
  junit: 'junit.xml',
  markdown: 'markdown.md',
  pretty: 'pretty.txt',
  sarif: 'sarif.sarif',
};

test.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])(
  'what %s makes of findings of every sort is what it made of them before (`vitest -u` takes what it makes now)',
  async (name) => {
    const result = resultOf([...SEVERAL], {
      sessions: 2,
      skipped: [{ display: 'notes.txt', reason: 'no kind governs it' }],
    });
    const text = await written(await FORMATS[name](), result);
    await expect((STEADY[name] ?? String)(text)).toMatchFileSnapshot(path.join(GOLDENS, FILE[name] ?? name));
  },
);

test.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])(
  '%s ends with a line end, and has no character that drives a terminal or hides',
  async (name) => {
    const text = await written(await FORMATS[name](), resultOf([...SEVERAL]));
    expect(text).toMatch(/[^\n]\n$/u);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  },
);

test.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])('%s leaves all but errors out when quiet', async (name) => {
  const text = await written(await FORMATS[name](), resultOf([...SEVERAL]), { quiet: true });
  expect(text).toContain('is out of range');
  expect(text).not.toContain('state of another program');
  expect(text).not.toContain('is pending in plan.json');
});

test.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])('%s writes many findings piece by piece', async (name) => {
  const format = await FORMATS[name]();
  const many = resultOf(
    Array.from({ length: 3000 }, (_, index) => ({ ...SEVERAL[index % SEVERAL.length]!, line: index + 1 })),
  );
  const pieces = [...(await format(many, { color: false, quiet: false, cwd: '/' }))];
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
});

/** What rules say of themselves is theirs to change, as is how the page looks: golden is what is told of findings. */
const STEADY: Readonly<Record<string, (text: string) => string>> = {
  html: (text) =>
    text
      .replaceAll(/<(style|script)>.*?<\/\1>/gsu, '<$1>…</$1>')
      .replaceAll(/sha256-[\w+/=]+/gu, 'sha256-…')
      .replaceAll(/<\/dt><dd>.*<\/dd>/gu, '</dt><dd>…</dd>'),
  markdown: (text) => text.replaceAll(/^(\| `[\w-]+` \| .*? \| ).*(?= \|$)/gmu, '$1…'),
  sarif: (text) => {
    const own = new Set(['shortDescription', 'fullDescription', 'help', 'defaultConfiguration']);
    return JSON.stringify(JSON.parse(text), (key, value: unknown) => (own.has(key) ? undefined : value), 2);
  },
};
