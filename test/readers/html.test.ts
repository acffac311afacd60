import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/check/check.js';
import { format as html } from '../../src/report/html.js';
import { findingOf, HOSTILE, resultOf, SEVERAL, written } from '../support/findings.js';
import { browserForTests } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folder = mkdtempSync(path.join(tmpdir(), 'stategate-page-'));
const browser = browserForTests();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** What the page asked for, itself not counted. */
  readonly requests: readonly string[];
  /** What the browser had to say of it, such as that a policy was broken. */
  readonly messages: readonly string[];
}

let pages = 0;

/** Opens a report as somebody does who has the file. */
async function open(text: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const file = path.join(folder, `${(pages += 1)}.html`);
  writeFileSync(file, text);
  const address = pathToFileURL(file).href;
  const page = await browser().newPage({ viewport: { width: 1200, height: 900 }, ...options });
  const requests: string[] = [];
  const messages: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('dialog', (dialog) => {
    messages.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, requests, messages };
}

const EXCERPT = { text: '  "a": [1, 2, 7],', start: 14, end: 15, cutBefore: false, cutAfter: false };
const RESULT = resultOf([...SEVERAL], { excerpt: () => EXCERPT, sessions: 3 });

/** Findings of three rules in so many sessions. */
function many(count: number): CheckResult {
  const rules = ['checkpoint-range', 'phase-order', 'schema'];
  const severities = ['error', 'warning', 'info'] as const;
  const findings = Array.from({ length: count }, (_, index) =>
    findingOf({
      file: `agents/sessions/session-${index >> 2}/state.json`,
      ruleId: rules[index % 3]!,
      severity: severities[index % 3]!,
      message: `number ${index} is wrong`,
    }),
  );
  return resultOf(findings, { excerpt: () => EXCERPT });
}

const visible = (page: Page): Promise<number> => page.locator('.f:visible').count();
const status = (page: Page): Promise<string> => page.locator('output').innerText();

test('the page asks for nothing, and the browser has nothing to say of it', async () => {
  const { page, requests, messages } = await open(await written(html, RESULT));
  await page.locator('input[type=search]').fill('x');
  expect(requests).toEqual([]);
  expect(messages).toEqual([]);
});

test('what a checked file holds stands there to the letter, and nothing of it runs', async () => {
  const { page, messages } = await open(await written(html, RESULT));
  const harmless = HOSTILE.replaceAll(/[\p{Cc}\u202c\u202e]/gu, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`);
  expect(await page.locator('.f p').allTextContents()).toContain(`session_id is "${harmless.toWellFormed()}"`);
  expect(await page.locator('script').count()).toBe(1);
  expect(messages).toEqual([]);
});

test('a script that got into the page would not run', async () => {
  const text = await written(html, RESULT);
  const { page, messages } = await open(
    text.replace('</main>', '<script>document.title = "run"</script><img src=x onerror="document.title = 1"></main>'),
  );
  expect(await page.title()).toBe('stategate: 3 errors, 1 warning, 1 info');
  expect(messages.join()).toContain('Content Security Policy');
});

test('without JavaScript everything is there, and nothing that would need it', async () => {
  const { page } = await open(await written(html, RESULT), { javaScriptEnabled: false });
  expect(await visible(page)).toBe(SEVERAL.length);
  expect(await page.locator('form').isVisible()).toBe(false);
  await page.locator('summary').first().click();
  expect(await visible(page)).toBe(SEVERAL.length - 2);
});

describe('what is not looked for is left out:', () => {
  test.each<readonly [what: string, choose: (page: Page) => Promise<unknown>, left: number]>([
    ['by severity', (page) => page.getByLabel('4 warnings').uncheck(), 8],
    [
      'by two severities',
      async (page) => {
        await page.getByLabel('4 warnings').uncheck();
        await page.getByLabel('4 infos').uncheck();
      },
      4,
    ],
    ['by rule', (page) => page.getByLabel('Rule').selectOption('schema'), 4],
    ['by session', (page) => page.getByLabel('Session').selectOption('session-1'), 4],
    ['by a word', (page) => page.getByLabel('Search').fill('NUMBER 11'), 1],
    ['by several words, in any order', (page) => page.getByLabel('Search').fill('wrong  session-0'), 4],
    [
      'by rule and session',
      async (page) => {
        await page.getByLabel('Rule').selectOption('schema');
        await page.getByLabel('Session').selectOption('session-2');
      },
      2,
    ],
    ['all, where nothing is like it', (page) => page.getByLabel('Search').fill('no such thing'), 0],
  ])('%s', async (_what, choose, left) => {
    const { page } = await open(await written(html, many(12)));
    expect(await status(page)).toBe('12 findings');
    await choose(page);
    expect(await visible(page)).toBe(left);
    expect(await status(page)).toBe(`${left} of 12 findings`);
    expect(await page.getByText('No finding is like this.').isVisible()).toBe(left === 0);
    expect(await page.locator('.file:visible').count()).toBe(await page.locator('.file:has(.f:visible)').count());
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.waitForFunction(() => document.querySelector('output')?.value === '12 findings');
    expect(await visible(page)).toBe(12);
  });
});

test('ten thousand findings are found in, too', async () => {
  const { page } = await open(await written(html, many(10_000)));
  expect(await status(page)).toBe('10,000 findings');
  await page.getByLabel('Search').fill('number 9999');
  expect(await status(page)).toBe('1 of 10,000 findings');
  expect(await page.locator('.f:visible p').innerText()).toBe('number 9999 is wrong');
  await page.getByLabel('Search').fill('');
  await page.keyboard.press('End');
  await page.locator('.f').last().scrollIntoViewIfNeeded();
  expect(await page.locator('.f p').last().isVisible()).toBe(true);
});

test('all files fold at once, and unfold', async () => {
  const { page } = await open(await written(html, many(12)));
  await page.getByRole('button', { name: 'Fold all' }).click();
  expect(await visible(page)).toBe(0);
  await page.getByRole('button', { name: 'Unfold all' }).click();
  expect(await visible(page)).toBe(12);
});

test('the keyboard is enough', async () => {
  const { page } = await open(await written(html, many(12)));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Go to the findings');
  await page.keyboard.press('/');
  await page.keyboard.type('session-1');
  expect(await status(page)).toBe('4 of 12 findings');
  await page.getByLabel('4 errors').focus();
  await page.keyboard.press('Space');
  expect(await status(page)).toBe('3 of 12 findings');
  await page.locator('summary:visible').first().focus();
  await page.keyboard.press('Enter');
  expect(await visible(page)).toBe(0);
});

test('light and dark are as the reader has them', async () => {
  const colors = async (colorScheme: 'light' | 'dark'): Promise<number[]> => {
    const { page } = await open(await written(html, RESULT), { colorScheme });
    const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    return color.match(/\d+/gu)!.map(Number);
  };
  expect(Math.min(...(await colors('light')))).toBeGreaterThan(200);
  expect(Math.max(...(await colors('dark')))).toBeLessThan(50);
});

describe.each([
  ['findings', RESULT],
  ['nothing found', resultOf([])],
  ['not all looked at', resultOf([], { unreadable: [{ display: 'agents/x', reason: 'EACCES' }] })],
])('with %s', (_what, result) => {
  test.each(['light', 'dark'] as const)('axe has nothing against the page, %s', async (colorScheme) => {
    // The page's own policy lets nothing in, not even what is to look at it.
    const { page } = await open(await written(html, result), { colorScheme, bypassCSP: true });
    await page.addScriptTag({ content: AXE });
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof Axe };
      const found = await axe.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    });
    expect(violations).toEqual([]);
  });
});

test.each([320, 768, 1600])('nothing lies beyond the edge of a window %d wide', async (width) => {
  const { page } = await open(await written(html, RESULT), { viewport: { width, height: 800 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
});
