import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'encoding',
  severity: 'error',
  summary: 'A file is UTF-8 without a byte-order mark, and its strings are sound Unicode.',
  messages: {
    byteOrderMark: 'the file begins with a byte-order mark; JSON is UTF-8 without one, and many readers refuse it',
    utf16: 'the file is {name}; JSON is UTF-8',
    invalidUtf8: 'byte {byte} is no valid UTF-8 here; JSON is UTF-8',
    loneSurrogate: 'the string holds half of a surrogate pair; an escape from \\ud800 to \\udfff needs its other half',
    more: '{count} more such strings follow; they are not listed',
  },
});
