import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'encoding',
  severity: 'error',
  fixable: true,
  summary: 'A file is UTF-8 without a byte-order mark.',
  messages: {
    byteOrderMark: 'the file begins with a byte-order mark; JSON is UTF-8 without one, and many readers refuse it',
    utf16: 'the file is {name}; JSON is UTF-8',
    invalidUtf8: 'byte {byte} is no valid UTF-8 here; JSON is UTF-8',
  },
  mendProblem({ message }) {
    return message === 'byteOrderMark' ? [{ strip: 'byte-order-mark' }] : undefined;
  },
});
