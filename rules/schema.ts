import { valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { sharedOffset } from '../src/schema/times.js';

/** An RFC 3339 date-time of which nothing but the offset is missing. */
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/u;

export default rule({
  id: 'schema',
  severity: 'error',
  fixable: true,
  summary: 'A document fits the schema of its kind and version.',
  messages: {
    type: '{name} is {found}; it must be {expected}',
    enum: '{name} is {value}; it must be {expected}',
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
  mend({ message, at }, { schema, value }) {
    const time = valueAt(value, at);
    if (message !== 'format' || typeof time !== 'string' || !LOCAL.test(time)) return undefined;
    const offset = sharedOffset(schema, value);
    return offset === undefined ? undefined : [{ at, set: time + offset }];
  },
});
