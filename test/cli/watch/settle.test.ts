import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createBell, type Bell } from '../../../src/cli/watch/bell.js';
import { settle } from '../../../src/cli/watch/settle.js';

const NEVER = new Promise<never>(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

/** After how many milliseconds a bell that has rung, and rings again at some times, is taken to be quiet. */
async function quietAfter(rings: readonly number[], ended: Promise<unknown> = NEVER): Promise<number> {
  const bell: Bell = createBell();
  bell.ring();
  for (const at of rings) setTimeout(bell.ring, at);
  const begin = Date.now();
  let after = -1;
  void settle(bell, ended).then(() => (after = Date.now() - begin));
  for (let step = 0; step < 600 && after < 0; step += 1) await vi.advanceTimersByTimeAsync(10);
  return after;
}

test.each<readonly [what: string, rings: number[], most: number]>([
  ['one change', [], 150],
  ['one that is told in three parts', [1, 101], 300],
  ['several, close to each other', [100, 200, 300, 400], 600],
])('%s is looked at once, when all is told', async (_what, rings, most) => {
  const after = await quietAfter(rings);
  expect(after).toBeGreaterThan(rings.at(-1) ?? 0);
  expect(after).toBeLessThanOrEqual(most);
});

test('changes that never end are looked at every so often', async () => {
  const rings = Array.from({ length: 500 }, (_, index) => index * 10);
  expect(await quietAfter(rings)).toBeLessThanOrEqual(1500);
});

test('who ends it does not wait', async () => {
  expect(await quietAfter([100, 200], Promise.resolve())).toBeLessThanOrEqual(10);
});
