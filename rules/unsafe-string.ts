import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'unsafe-string',
  severity: 'warning',
  summary: 'A string holds whole characters.',
  messages: {
    loneSurrogate: 'the string holds half of a surrogate pair; an escape from \\ud800 to \\udfff needs its other half',
    more: '{count} more such strings follow; they are not listed',
  },
});
