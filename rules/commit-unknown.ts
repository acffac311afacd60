import { rule } from '../src/lint/rule.js';
import { commitsOf } from '../src/schema/commits.js';

/** Shorter ones are the beginning of too many hashes to prove anything. */
const SHORTEST = 7;

export default rule({
  id: 'commit-unknown',
  kinds: ['session-state'],
  severity: 'warning',
  around: ['commits'],
  summary: 'The commits that a session made are in the repository.',
  messages: {
    unknown: 'there is no commit {sha} in this repository; it was rewritten, or is not here yet',
  },
  session({ state, around }, report) {
    if (!state) return;
    const commits = commitsOf(state).filter(({ sha }) => sha !== undefined && sha.length >= SHORTEST);
    // Where none is there, the commits were made in another repository.
    if (!commits.some(({ sha }) => sha !== undefined && around.hasCommit(sha) === true)) return;
    for (const { at, sha } of commits) {
      if (sha !== undefined && around.hasCommit(sha) === false) {
        report(state, { message: 'unknown', at: [...at, 'sha'], data: { sha } });
      }
    }
  },
});
