import { rule } from '../src/lint/rule.js';
import { type CommitRecord, commitsOf } from '../src/schema/commits.js';

/** As git prints it: abbreviated, or whole with SHA-1 or SHA-256. */
const HASH = /^[0-9a-f]{4,64}$/iu;

/** In characters: what git abbreviates to unless it is told otherwise. Shorter ones may well be of two commits. */
const USUAL = 7;

export default rule({
  id: 'commit-hash',
  kinds: ['session-state'],
  severity: 'warning',
  fixable: true,
  summary: 'A commit is recorded once, by its hash as git prints it.',
  messages: {
    form: 'sha is {sha}, which is no hash of a commit; a hash has 4 to 64 hexadecimal digits',
    upperCase: 'sha is {sha}; git prints hashes in lower case',
    twice: 'commit {sha} is recorded more than once; a commit is recorded once',
    contradicts: 'commit {sha} is recorded with the message {message} and with {other}; a commit has one message',
    // Of related places:
    first: 'commit {sha}',
  },
  document(state, report) {
    /** The first seven digits → the commits that begin with them. */
    const known = new Map<string, Known[]>();
    for (const commit of commitsOf(state)) {
      const { at, sha } = commit;
      // A template that was not filled in is told of as such.
      if (sha === undefined || sha.includes('{{')) continue;
      const place = [...at, 'sha'];
      if (!HASH.test(sha)) {
        report({ message: 'form', at: place, data: { sha: JSON.stringify(sha) } });
        continue;
      }
      const lower = sha.toLowerCase();
      if (lower !== sha) {
        report({
          message: 'upperCase',
          at: place,
          data: { sha: JSON.stringify(sha) },
          fix: [{ at: place, set: lower }],
        });
      }
      if (sha.length < USUAL) continue;
      const alike = known.get(lower.slice(0, USUAL)) ?? [];
      known.set(lower.slice(0, USUAL), alike);
      const earlier = alike.find(
        (other) =>
          isSameCommit(lower, other.lower) &&
          (isContradicted(other.commit, commit) || !areOfTwoCheckpoints(other.commit, commit)),
      );
      if (!earlier) {
        alike.push({ commit, sha, lower });
        continue;
      }
      const related = [{ at: [...earlier.commit.at, 'sha'], says: 'first' as const, data: { sha: earlier.sha } }];
      if (isContradicted(earlier.commit, commit)) {
        const data = { sha, message: JSON.stringify(earlier.commit.message), other: JSON.stringify(commit.message) };
        report({ message: 'contradicts', at: place, data, related });
      } else {
        report({ message: 'twice', at: place, data: { sha }, related });
      }
    }
  },
});

/** A commit that later ones may repeat. */
interface Known {
  readonly commit: CommitRecord;
  readonly sha: string;
  readonly lower: string;
}

function isContradicted({ message }: CommitRecord, other: CommitRecord): boolean {
  return message !== undefined && other.message !== undefined && message !== other.message;
}

/** One commit can well complete two checkpoints, and is then recorded for each. */
function areOfTwoCheckpoints({ checkpoint }: CommitRecord, other: CommitRecord): boolean {
  return checkpoint !== undefined && other.checkpoint !== undefined && checkpoint !== other.checkpoint;
}

/** Whether one hash is an abbreviation of the other. */
function isSameCommit(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
