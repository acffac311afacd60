import { describe, expect, test } from 'vitest';
import syntax from '../../rules/syntax.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const lint = (text: string) => () => lintBytes('dev-notes', 'dev-notes.json', text);

testSpoken(syntax, {
  empty: [lint(' \n'), '1:1  error  the document is empty; it must hold one JSON value'],
  conflictMarker: [
    lint('{\n<<<<<<< HEAD\n"notes": []\n'),
    '2:1  error  the line begins with the conflict marker "<<<<<<<" of an unresolved merge; settle the conflict',
  ],
  truncated: [
    lint('{\n  "notes": [\n    {"id": "dn-0'),
    '3:17  error  the text ends inside the string that begins on line 3; it was cut short',
  ],
  tooDeep: [
    lint('['.repeat(300) + ']'.repeat(300)),
    '1:257  error  arrays and objects are nested more than 256 levels deep; deeper ones are not looked into',
  ],
  invalid: [lint('{"notes" []}'), '1:10  error  found "["; expected ":"'],
  afterEnd: [lint('{}\n{}'), '2:1  error  found "{" after the end of the document; a document is one JSON value'],
  missingComma: [lint('{"a": 1\n "b": 2}'), '2:2  error  found "b" where a "," must stand before the next element'],
  trailingComma: [
    lint('{"notes": [],}'),
    '1:13  error  a "," stands before "}"; JSON allows none after the last element',
  ],
  comment: [lint('{} // none yet'), '1:4  error  this is a comment; JSON allows none'],
  singleQuote: [
    lint("{'notes': []}"),
    '1:2  error  a string begins with a single quote; JSON strings stand in double quotes',
  ],
  unquotedKey: [
    lint('{notes: []}'),
    '1:2  error  property name "notes" stands without quotes; JSON wants double quotes around it',
  ],
  foreignLiteral: [lint('{"met": True}'), '1:9  error  "True" is no JSON value; write true'],
  badNumber: [lint('[.5]'), '1:2  error  ".5" is no JSON number; such a number is written like 12, -0.5 or 1e6'],
  badEscape: [
    lint(String.raw`["C:\queue"]`),
    String.raw`1:5  error  "\q" is no escape; JSON knows \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits`,
  ],
  lineBreakInString: [
    lint('["a\nb"]'),
    String.raw`1:2  error  a string runs over the end of its line; a line break in a string is written \n`,
  ],
  controlCharacter: [
    lint('["a\tb"]'),
    String.raw`1:4  error  the control character U+0009 stands bare in a string; it is written as a \u escape`,
  ],
  nul: [
    lint('\0\0\0\0\0\0'),
    '1:1  error  found a NUL character; the file holds binary data or was damaged when the disk or the writer failed',
  ],
});

describe('fixtures', () => {
  test('well-formed notes have no finding', async () => {
    expect(await diagnose(await readTree('rules/syntax/passes'))).toEqual([]);
  });

  test('notes with an unresolved conflict have one finding, at the marker', async () => {
    expect((await diagnose(await readTree('rules/syntax/fails'))).map(printed)).toEqual([
      'agents/sessions/2026-02-21_ferry-prices_n5t9c2/dev-notes.json:11:1  error  the line begins with the conflict marker "<<<<<<<" of an unresolved merge; settle the conflict  syntax',
    ]);
  });
});
