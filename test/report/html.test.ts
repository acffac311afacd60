import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { format as html } from '../../src/report/html.js';
import { findingOf, HOSTILE, resultOf, SEVERAL, written } from '../support/findings.js';

test('has no tag and no attribute but its own, whatever a finding says', async () => {
  const harmless = await written(html, resultOf(SEVERAL.map((one) => ({ ...one, message: 'm', related: [] }))));
  const names = (text: string): string[] =>
    [...new Set(text.replaceAll(/<(style|script)>.*?<\/\1>/gsu, '').match(/<[a-z!/][^\s>]*/giu))].sort();
  const text = await written(html, resultOf([...SEVERAL, findingOf({ message: HOSTILE, ruleId: 'schema"><b x="' })]));
  expect(names(text)).toEqual(names(harmless));
  expect(text).toContain('&lt;/script&gt;&lt;script&gt;');
  expect(text).toContain('data-r="schema&quot;&gt;&lt;b x=&quot;"');
});

test('its policy lets its own style and script be used and nothing else', async () => {
  const text = await written(html, resultOf([findingOf()]));
  const policy = /Content-Security-Policy" content="([^"]*)"/u.exec(text)?.[1] ?? '';
  const hashOf = (tag: string): string => {
    const [, content = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 'su').exec(text) ?? [];
    return createHash('sha256').update(content).digest('base64');
  };
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${hashOf('style')}'`,
    `script-src 'sha256-${hashOf('script')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(text).not.toMatch(/\s(?:style|on\w+)="/u);
});

test('names no address', async () => {
  const text = await written(html, resultOf([findingOf()]));
  expect(text).not.toMatch(/(?:https?:)?\/\/\w|url\(/u);
});

test('shows the line with its offending part marked', async () => {
  const excerpt = { text: '\t"a": "<b>", "c": 1', start: 6, end: 11, cutBefore: false, cutAfter: true };
  const text = await written(html, resultOf([findingOf({ line: 3 })], { excerpt: () => excerpt }));
  expect(text).toContain('<pre data-n="3">&quot;a&quot;: <mark>&quot;&lt;b&gt;&quot;</mark>, &quot;c&quot;: 1…</pre>');
});

test('where nothing is found it says so, and has nothing to choose from', async () => {
  const text = await written(html, resultOf([]));
  expect(text).toContain('<h1 class="g">No problems</h1>');
  expect(text).not.toContain('<form');
});

test('what could not be looked at is told', async () => {
  const text = await written(html, resultOf([], { unreadable: [{ display: 'agents/<x>', reason: 'EACCES' }] }));
  expect(text).toContain('<li>agents/&lt;x&gt;: this folder could not be read (EACCES)');
  expect(text).not.toContain('Everything that was looked at');
});
