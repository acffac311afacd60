import { nameOf, type Path, valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { progressOf } from '../src/schema/progress.js';

export default rule({
  id: 'checkpoint-range',
  kinds: ['session-state'],
  severity: 'error',
  also: ['warning'],
  fixable: true,
  summary: 'A checkpoint id lies between 1 and the number of checkpoints, and a checkpoint is completed once.',
  messages: {
    outOfRange: 'checkpoint {id} is out of range; {total} is {count}',
    duplicate: 'checkpoint {id} is in checkpoints_completed more than once; a checkpoint is completed once',
    pastLast: 'current_checkpoint is {id} but {total} is {count}; after the last checkpoint it is null',
    detailed: 'checkpoints_detailed is {id} but {total} is {count}; no more are detailed than there are',
    negative: '{name} is {id}; checkpoints are counted from 0',
    uncounted: '{total} is {count} but checkpoint {id} is completed; checkpoints are counted before they are built',
    completed: 'current_checkpoint is {id}, which is completed; the current checkpoint is one still to be built',
    // Of related places:
    already: 'checkpoint {id} is here already',
    total: '{total} is {count}',
    done: 'checkpoint {id} is completed',
  },
  document(document, report) {
    const { at, total: count, detailed, completed = [], current } = progressOf(document);
    const totalAt = [...at, 'checkpoints_total'];
    const placeOf = (index: number): Path => [...at, 'checkpoints_completed', index];
    const indexes = new Map<number, number>();

    completed.forEach((id, index) => {
      if (id === undefined) return;
      const earlier = indexes.get(id);
      if (earlier === undefined) {
        indexes.set(id, index);
        checkRange(id, placeOf(index));
      } else {
        const related = [{ at: placeOf(earlier), says: 'already' as const }];
        const fix = [{ at: placeOf(index), remove: true as const }];
        report({ message: 'duplicate', severity: 'warning', at: placeOf(index), data: { id }, related, fix });
      }
    });

    const counted = valueAt(document.value, totalAt);
    for (const [id, place] of [
      [counted, totalAt],
      [detailed, [...at, 'checkpoints_detailed']],
    ] as const) {
      if (typeof id === 'number' && id < 0)
        report({ message: 'negative', at: place, data: { name: nameOf(place), id } });
    }
    // Null says nothing: older files do not count their checkpoints.
    const [first] = indexes;
    if (first && counted === 0) {
      const related = [{ at: placeOf(first[1]), says: 'done' as const, data: { id: first[0] } }];
      const data = { id: first[0], total: nameOf(totalAt), count: counted };
      report({ message: 'uncounted', severity: 'warning', at: totalAt, data, related });
    }

    if (detailed !== undefined && count !== undefined && detailed > count) {
      const related = [{ at: totalAt, says: 'total' as const }];
      const data = { id: detailed, total: nameOf(totalAt), count };
      report({ message: 'detailed', at: [...at, 'checkpoints_detailed'], data, related });
    }

    if (current === undefined) return;
    const currentAt = [...at, 'current_checkpoint'];
    const done = indexes.get(current);
    if (done !== undefined) {
      const related = [{ at: placeOf(done), says: 'done' as const }];
      report({ message: 'completed', severity: 'warning', at: currentAt, data: { id: current }, related });
    } else if (count !== undefined && current === count + 1 && allCompleted(count)) {
      const related = [{ at: totalAt, says: 'total' as const }];
      const data = { id: current, total: nameOf(totalAt), count };
      const fix = [{ at: currentAt, set: null }];
      report({ message: 'pastLast', severity: 'warning', at: currentAt, data, related, fix });
    } else {
      checkRange(current, currentAt);
    }

    /** Counts the ids that are in range, each once; the total may be too large to count up to. */
    function allCompleted(total: number): boolean {
      return [...indexes.keys()].filter((id) => id >= 1 && id <= total).length === total;
    }

    function checkRange(id: number, place: Path): void {
      if (count === undefined || (id >= 1 && id <= count)) return;
      const data = { id, total: nameOf(totalAt), count };
      report({ message: 'outOfRange', at: place, data, related: [{ at: totalAt, says: 'total' }] });
    }
  },
});
