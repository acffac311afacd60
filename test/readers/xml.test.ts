import { expect, test } from 'vitest';
import { format as checkstyle } from '../../src/report/checkstyle.js';
import { format as junit } from '../../src/report/junit.js';
import { resultOf, SEVERAL, written } from '../support/findings.js';
import { pageForTests } from './browser.js';

const page = pageForTests();

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string | null;
}

/** All elements of a document, as the browser's parser of XML reads it; `parsererror` is one where it cannot. */
function elementsOf(text: string): Promise<Element[]> {
  return page().evaluate((xml) => {
    const all = new DOMParser().parseFromString(xml, 'text/xml').querySelectorAll('*');
    return Array.from(all, (element) => ({
      name: element.nodeName,
      attributes: Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value])),
      text: element.textContent,
    }));
  }, text);
}

test('the parser refuses what is no XML', async () => {
  expect((await elementsOf('<a>&</a>')).map(({ name }) => name)).toContain('parsererror');
});

test('a report of Checkstyle says what was found', async () => {
  const all = await elementsOf(await written(checkstyle, resultOf([...SEVERAL])));
  expect([...new Set(all.map(({ name }) => name))]).toEqual(['checkstyle', 'file', 'error']);
  const told = all.filter(({ name }) => name === 'error').map(({ attributes }) => attributes);
  expect(told.map(({ source }) => source).sort()).toEqual(SEVERAL.map(({ ruleId }) => `stategate.${ruleId}`).sort());
  const hostile = told.find(({ source }) => source === 'stategate.id-changed');
  expect(hostile?.['message']).toContain('"</script><script>alert(1)</script> ]]>&amp;<b title="x"> \\u{1b}[2J');
});

test('a report of JUnit says what was found, and counts it', async () => {
  const all = await elementsOf(await written(junit, resultOf([...SEVERAL])));
  expect([...new Set(all.map(({ name }) => name))].sort()).toEqual([
    'failure',
    'system-out',
    'testcase',
    'testsuite',
    'testsuites',
  ]);
  const numberOf = (wanted: string): number => all.filter(({ name }) => name === wanted).length;
  const [{ attributes }] = all as [Element];
  expect(attributes).toMatchObject({ tests: String(numberOf('testcase')), failures: String(numberOf('failure')) });
  expect(all.find(({ attributes: { type } }) => type === 'id-changed')?.text).toContain(
    '</script><script>alert(1)</script> ]]>&amp;',
  );
});
