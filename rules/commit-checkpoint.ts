import { nameOf } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { commitsOf } from '../src/schema/commits.js';
import { phasesOf } from '../src/schema/phases.js';
import { progressOf } from '../src/schema/progress.js';

export default rule({
  id: 'commit-checkpoint',
  kinds: ['session-state'],
  severity: 'warning',
  summary: 'The checkpoint of a commit is one of the plan, and is completed before a later one is built.',
  messages: {
    outOfRange: '{commit} is of checkpoint {id}, which is out of range; {total} is {count}',
    notPositive: '{commit} is of checkpoint {id}; checkpoints count from 1',
    notCompleted: '{commit} is of checkpoint {id}, which is not completed though current_checkpoint is {current}',
    // Of related places:
    total: '{total} is {count}',
    done: 'the checkpoints that are completed',
  },
  document(state, report) {
    const { at, total: count, completed, current } = progressOf(state);
    const totalAt = [...at, 'checkpoints_total'];
    const total = nameOf(totalAt);
    // Where one id is not known, any may be completed.
    const done = completed?.includes(undefined) === true ? undefined : completed;
    // What is missing when the build is over is missing whether or not there are commits.
    const isOver = phasesOf(state).some(({ phase, ended }) => phase === 'build' && ended !== undefined);
    const next = isOver ? undefined : current;
    const told = new Set<number>();

    for (const { at: commitAt, sha, checkpoint: id, checkpointAt } of commitsOf(state)) {
      if (id === undefined) continue;
      const data = { commit: sha === undefined ? nameOf(commitAt) : `commit ${sha}`, id };
      if (id < 1) {
        report({ message: 'notPositive', at: checkpointAt, data });
      } else if (count !== undefined && id > count) {
        // Of one that the state names itself checkpoint-range tells.
        if (id === current || completed?.includes(id)) continue;
        const related = [{ at: totalAt, says: 'total' as const }];
        report({ message: 'outOfRange', at: checkpointAt, data: { ...data, total, count }, related });
      } else if (done && !done.includes(id) && !told.has(id) && next !== undefined && id < next) {
        // Several commits can be of one checkpoint.
        told.add(id);
        const related = [{ at: [...at, 'checkpoints_completed'], says: 'done' as const }];
        report({ message: 'notCompleted', at: checkpointAt, data: { ...data, current: next }, related });
      }
    }
  },
});
