import path from 'node:path';
import { KINDS } from '../../schema/kinds.js';

/**
 * What git compares: whatever has the ending of a file that a kind governs, in all of the tree. To match the kinds' own
 * globs takes git longer than to read all the rest of the history.
 */
export const ENDINGS: readonly string[] = [
  ...new Set(Object.values(KINDS).flatMap(({ files }) => files.map((glob) => `:(top)*${path.posix.extname(glob)}`))),
];

/** Above this many candidates git looks only for files that were renamed as they are: it compares each with each. */
const MOST_RENAMES = 1000;

/**
 * How renamed files are looked for. In a partial clone only those are found that stayed as they were: to compare others
 * git needs their contents, and would fetch them.
 */
export function renames(partial: boolean): readonly string[] {
  return [partial ? '-M100%' : '-M', `-l${MOST_RENAMES}`];
}
