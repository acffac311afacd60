import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'schema',
  severity: 'error',
  summary: 'A document fits the schema of its kind and version.',
  messages: {
    type: '{name} is {found}; it must be {expected}',
    enum: '{name} is {value}; it must be one of {expected}',
    enumNear: '{name} is {value}; it must be {expected}; did you mean "{near}"?',
    const: '{name} is {value}; it must be {expected}',
    format: '{name} is {value}; it must be {expected}',
    pattern: '{name} is {value}; it must be {expected}',
    range: '{name} is {value}; it must be {expected}',
    other: '{name} {expected}',
    unfinished:
      'more places do not fit the schema than are listed: validation ended at {count} errors, and no rule looked at this document',
    missing: 'property "{property}" is missing{where}',
    unknown: 'unknown property "{property}"',
    unknownNear: 'unknown property "{property}"; did you mean "{near}"?',
    misspelt: 'unknown property "{near}"{where} where "{property}" is missing; did you mean "{property}"?',
  },
});
