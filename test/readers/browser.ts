import { execFileSync } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** A Chromium that runs while the tests of the file do; only they may ask for it. */
export function browserForTests(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
  });
  return () => browser;
}

/** An empty page in such a browser, which all tests of the file share. */
export function pageForTests(): () => Page {
  const browser = browserForTests();
  let page: Page;
  beforeAll(async () => {
    page = await browser().newPage();
  });
  return () => page;
}

/** Starts the Chromium that is on the PATH, and keeps it from looking for anything on the network. */
function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
    args: [
      // Without it Chromium does not start for root, as which CI runs.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
