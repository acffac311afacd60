import { rule } from '../src/lint/rule.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'unrecognized-document',
  severity: 'warning',
  summary: 'A document shows by its $schema or its shape which version of its kind it is.',
  messages: {
    unrecognized:
      'this {kind} is of no known version: its "$schema" names none and its properties fit none; it was not checked',
    lost: 'this {kind} was of a known version ({schema}) and shows none any more; what it said is gone, and nothing is checked',
  },
  step({ kind, before, after }, report) {
    if (before?.schema === undefined || after?.value === undefined || after.schema !== undefined) return;
    const { schema } = before;
    report({
      message: 'lost',
      severity: 'error',
      at: [],
      data: { kind: KINDS[kind].title.toLowerCase(), schema },
      from: schema,
    });
  },
});
