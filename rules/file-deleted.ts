import { rule } from '../src/lint/rule.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'file-deleted',
  severity: 'warning',
  summary: 'A file that holds state is not removed.',
  messages: {
    deleted: 'this {kind} is removed; what it says of the work is gone with it',
  },
  step({ kind, before, after }, report) {
    if (!before || after) return;
    report({ message: 'deleted', in: before, at: [], data: { kind: KINDS[kind].title.toLowerCase() } });
  },
});
