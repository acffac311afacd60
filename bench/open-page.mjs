/**
 * Opens pages in the Chromium that is on the PATH, in turns, and prints what the browser itself measured: an array for
 * each page of `{ opened, searched }`, in milliseconds. `opened`: from the start of the navigation until the page is loaded
 * and has been painted. `searched`: from a word typed into the search of the page until the next picture; absent where
 * there is none.
 *
 *     node bench/open-page.mjs <rounds> <file…>
 */
import { execFileSync } from 'node:child_process';
import console from 'node:console';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [rounds, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
});
const times = files.map(() => []);
// The first round warms caches.
for (let round = -1; round < Number(rounds); round += 1) {
  for (const [index, file] of files.entries()) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    const time = await page.evaluate(measure);
    if (round >= 0) times[index].push(time);
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(times));

/** Runs in the page. */
async function measure() {
  /* global document, performance, requestAnimationFrame, Event */
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
  while (!paint()) await frame();
  const [{ loadEventEnd }] = performance.getEntriesByType('navigation');
  const opened = Math.max(loadEventEnd, paint().startTime);
  const search = document.querySelector('input[type=search]');
  if (!search) return { opened };
  const start = performance.now();
  search.value = 'session 904';
  search.dispatchEvent(new Event('input', { bubbles: true }));
  await frame();
  await frame();
  return { opened, searched: performance.now() - start };
}
