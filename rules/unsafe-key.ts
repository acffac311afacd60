import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'unsafe-key',
  severity: 'warning',
  summary: 'No property is named "__proto__".',
  messages: {
    proto: 'property is named "__proto__"; JavaScript code that copies the object can take it for its prototype',
    more: '{count} more properties of that name follow; they are not listed',
  },
});
