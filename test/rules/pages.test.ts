import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';

const ROOT = path.join(import.meta.dirname, '../..');
const HEADINGS = ['Fails', 'Passes', 'When to switch it off', 'Where it comes from'];

describe.each(RULES.map(({ id }) => id))('the page of %s', (id) => {
  test('says what the rule is about, shows what fails and what passes, when to switch it off, and where it comes from', () => {
    const [title, ...headings] = [...pageOf(id).matchAll(/^#+ (.+)$/gmu)].map(([, text]) => text);
    expect(title).toBe(id);
    expect(headings).toEqual(HEADINGS);
  });

  test('shows a diagnostic of this rule', () => {
    expect(shownIn(pageOf(id)).some((line) => line.endsWith(`  ${id}`))).toBe(true);
  });
});

const withFixtures = globSync('fixtures/rules/*', { cwd: ROOT, posix: true }).map((folder) =>
  path.posix.basename(folder),
);

test.each(withFixtures.sort())(
  'the page of %s shows only what its fixtures print, each with all its related places',
  async (id) => {
    const page = pageOf(id);
    const found = (await diagnose(await readTree(`rules/${id}/fails`))).map(printed);
    for (const line of shownIn(page)) {
      const whole = found.find((diagnostic) => diagnostic.split('\n', 1)[0] === line);
      expect(whole, line).toBeDefined();
      expect(page).toContain(whole);
    }
  },
);

function pageOf(id: string): string {
  return readFileSync(path.join(ROOT, `rules/${id}.md`), 'utf8');
}

function shownIn(page: string): string[] {
  return [...page.matchAll(/^\S+:\d+:\d+ {2}\w+ {2}.+$/gmu)].map(([line]) => line);
}
