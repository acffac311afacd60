import { describe, expect, test } from 'vitest';
import { format as checkstyle } from '../../src/report/checkstyle.js';
import { format as junit } from '../../src/report/junit.js';
import { findingOf, HOSTILE, resultOf, SEVERAL, written } from '../support/findings.js';

/** https://www.w3.org/TR/xml/#charsets */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

describe.each(Object.entries({ checkstyle, junit }))('%s', (_name, format) => {
  test('has only characters that XML may have', async () => {
    const text = await written(format, resultOf([...SEVERAL]));
    expect(text).not.toMatch(NOT_XML);
    expect(text).toContain('lone \\u{d800} surrogate \\u{dc00} and \\u{fffe}');
  });

  test('has no tag but its own, whatever a finding says', async () => {
    const text = await written(format, resultOf([...SEVERAL]));
    const tags = new Set([...text.matchAll(/<\/?([^\s/>]*)/gu)].map(([, tag]) => tag));
    const own = ['testsuites', 'testsuite', 'testcase', 'failure', 'system-out', 'checkstyle', 'file', 'error', '?xml'];
    expect([...tags].filter((tag) => !own.includes(tag!))).toEqual([]);
    expect(HOSTILE).toContain('<script>');
  });
});

describe('checkstyle', () => {
  test('has an element for each file, and in it one for each finding', async () => {
    const two = [findingOf({ severity: 'info' }), findingOf({ line: 30, severity: 'warning' })];
    const text = await written(checkstyle, resultOf([...two, findingOf({ file: 'z.json' })]));
    expect(text.match(/<file /gu)).toHaveLength(2);
    expect([...text.matchAll(/severity="(\w+)"/gu)].map(([, severity]) => severity)).toEqual([
      'info',
      'warning',
      'error',
    ]);
  });

  test('is an empty list where nothing is found', async () => {
    expect(await written(checkstyle, resultOf([]))).toMatch(/<checkstyle version="4\.3">\n<\/checkstyle>\n$/u);
  });
});

describe('junit', () => {
  test('counts what it has', async () => {
    const text = await written(junit, resultOf([...SEVERAL]));
    const numberOf = (pattern: RegExp): number => (text.match(pattern) ?? []).length;
    expect(text).toContain('<testsuites name="stategate" tests="6" failures="3" errors="0">');
    expect(numberOf(/<testcase /gu)).toBe(6);
    expect(numberOf(/<failure /gu)).toBe(3);
  });

  test('a warning is a test that passed, with what it says as output', async () => {
    const text = await written(junit, resultOf([findingOf({ severity: 'warning', message: 'take care' })]));
    expect(text).toContain('failures="0"');
    expect(text).toMatch(/<system-out>.*: take care<\/system-out>/u);
  });

  test('has a test that passed where nothing is found', async () => {
    const text = await written(junit, resultOf([]));
    expect(text).toContain('tests="1" failures="0" errors="0"');
  });

  test('has an error where not all could be looked at', async () => {
    const text = await written(junit, resultOf([], { unreadable: [{ display: 'agents/x', reason: 'EACCES' }] }));
    expect(text).toContain('errors="1"');
    expect(text).toContain('message="agents/x: this folder could not be read (EACCES); nothing in it was checked"');
  });

  test('says that it skipped where there was nothing to check', async () => {
    const { summary } = resultOf([]);
    const text = await written(junit, resultOf([], { summary: { ...summary, files: 0, documents: 0 } }));
    expect(text).toContain('<skipped message="nothing was checked: no governed file was found">');
  });
});
