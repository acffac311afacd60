import { expect, test } from 'vitest';
import encoding from '../../rules/encoding.js';
import { lintBytes } from '../support/lint-bytes.js';
import { testSpoken } from '../support/spoken.js';

const lint = (bytes: Uint8Array | string) => () => lintBytes('dev-notes', 'dev-notes.json', bytes);

testSpoken(encoding, {
  byteOrderMark: [
    lint('\ufeff{}'),
    '1:1  error  the file begins with a byte-order mark; JSON is UTF-8 without one, and many readers refuse it',
  ],
  utf16: [lint(Buffer.from('{"notes": []}', 'utf16le')), '1:1  error  the file is UTF-16LE; JSON is UTF-8'],
  invalidUtf8: [
    lint(Buffer.from('{\n"topic": "Gefühl"}', 'latin1')),
    '2:14  error  byte 0xFC is no valid UTF-8 here; JSON is UTF-8',
  ],
});

test.each([
  ['byteOrderMark', [{ strip: 'byte-order-mark' }]],
  ['utf16', undefined],
  ['invalidUtf8', undefined],
])('what mends %s is %j', (message, mends) => {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  expect(encoding.mendProblem?.({ rule: 'encoding', message, data: {}, range })).toEqual(mends);
});
