import { rule } from '../src/lint/rule.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'version-lost',
  severity: 'error',
  summary: 'A document that shows which version of its kind it is goes on to show one.',
  messages: {
    lost: 'this {kind} fitted {schema} and shows no version any more; nothing of it would be checked from now on',
  },
  step({ kind, before, after }, report) {
    if (before?.schema === undefined || after?.value === undefined || after.schema !== undefined) return;
    const { schema } = before;
    report({ message: 'lost', at: [], data: { kind: KINDS[kind].title.toLowerCase(), schema }, from: schema });
  },
});
