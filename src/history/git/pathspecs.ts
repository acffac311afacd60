import { KINDS } from '../../schema/kinds.js';

/** Only what kinds govern is compared; their globs begin at the top of the tree, wherever git is called. */
export const GOVERNED: readonly string[] = Object.values(KINDS).flatMap(({ files }) =>
  files.map((glob) => `:(top,glob)${glob}`),
);

/** Above this many candidates git looks only for files that were renamed as they are: it compares each with each. */
const MOST_RENAMES = 1000;

/**
 * How renamed files are looked for. In a partial clone only those are found that stayed as they were: to compare others
 * git needs their contents, and would fetch them.
 */
export function renames(partial: boolean): readonly string[] {
  return [partial ? '-M100%' : '-M', `-l${MOST_RENAMES}`];
}
