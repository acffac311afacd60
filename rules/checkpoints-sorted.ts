import { nameOf } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { completedIn, progressOf } from '../src/schema/progress.js';

export default rule({
  id: 'checkpoints-sorted',
  kinds: ['session-state'],
  severity: 'info',
  strict: 'warning',
  fixable: true,
  summary: 'The ids of the checkpoints that are completed stand in ascending order.',
  messages: {
    descends: '{id} follows {before} in {list}; the ids of checkpoints ascend',
    // Of related places:
    before: '{before} is here',
  },
  document(document, report) {
    const progress = progressOf(document);
    const { at, completed = [] } = progress;
    // Of an id that does not fit the schema, or the number of checkpoints, nobody knows where it belongs.
    if (!completedIn(progress)) return;
    const ids = completed.filter((id) => id !== undefined);
    const index = ids.findIndex((id, place) => id < (ids[place - 1] ?? id));
    if (index < 1) return;
    const list = [...at, 'checkpoints_completed'];
    report({
      message: 'descends',
      at: [...list, index],
      data: { id: ids[index] ?? null, before: ids[index - 1] ?? null, list: nameOf(list) },
      related: [{ at: [...list, index - 1], says: 'before' }],
      fix: [{ at: list, set: ids.toSorted((a, b) => a - b) }],
    });
  },
});
