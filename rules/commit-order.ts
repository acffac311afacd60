import { isSurelyBefore } from '../src/document/instant.js';
import { nameOf } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { type CommitRecord, commitsOf } from '../src/schema/commits.js';

export default rule({
  id: 'commit-order',
  kinds: ['session-state'],
  severity: 'warning',
  summary: 'Commits are recorded in the order in which they were made, the first after the session was created.',
  messages: {
    earlier: '{name} is "{time}" but that of the commit before is "{other}"; commits stand in the order of their times',
    beforeSession:
      '{name} is "{time}" but the session\'s created_at is "{other}"; a session commits after it was created',
    // Of related places:
    session: 'the session is created at {other}',
    previous: 'the commit before is of {other}',
  },
  document(state, report) {
    const { created_at: creation, updated_at: change } = state.value;
    // A creation after the last change is wrong itself, for timestamps-in-order to tell; any other is told of once.
    const isWrong = creation !== undefined && change !== undefined && isSurelyBefore(change, creation);
    let created = isWrong ? undefined : creation;
    let previous: CommitRecord | undefined;
    for (const commit of commitsOf(state)) {
      const { at, time } = commit;
      if (time === undefined) continue;
      const place = [...at, 'created_at'];
      const data = { name: nameOf(place), time };
      if (created !== undefined && isSurelyBefore(time, created)) {
        const related = [{ at: ['created_at'], says: 'session' as const }];
        report({ message: 'beforeSession', at: place, data: { ...data, other: created }, related });
        created = undefined;
      } else if (previous?.time !== undefined && isSurelyBefore(time, previous.time)) {
        const related = [{ at: [...previous.at, 'created_at'], says: 'previous' as const }];
        report({ message: 'earlier', at: place, data: { ...data, other: previous.time }, related });
      }
      previous = commit;
    }
  },
});
