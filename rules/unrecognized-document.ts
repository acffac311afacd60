import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'unrecognized-document',
  severity: 'warning',
  summary: 'A document shows by its $schema or its shape which version of its kind it is.',
  messages: {
    unrecognized:
      'this {kind} is of no known version: its "$schema" names none and its properties fit none; it was not checked',
  },
});
