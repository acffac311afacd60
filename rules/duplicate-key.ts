import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'duplicate-key',
  severity: 'error',
  summary: 'No object names a property twice.',
  messages: {
    duplicate: 'property "{key}" is there twice, first on line {firstLine}; readers keep only one of the two',
    more: '{count} more repeated properties follow; they are not listed',
  },
});
