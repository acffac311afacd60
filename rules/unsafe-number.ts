import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'unsafe-number',
  severity: 'warning',
  summary: 'No number loses digits when it is read as a double.',
  messages: {
    precision:
      '"{literal}" becomes {becomes} for readers that keep numbers as doubles; write an integer beyond 2^53 as a string',
    more: '{count} more such numbers follow; they are not listed',
  },
});
