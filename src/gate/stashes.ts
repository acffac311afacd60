import path from 'node:path';
import { type Project, shortText } from './project.js';

/** Older ones are not asked: whoever puts work aside takes it up again soon. */
const MOST = 8;

/** The commits of the stashes that there are, the newest first, told without starting git. */
export function stashesOf({ commonDir }: Project): string[] {
  if (commonDir === undefined) return [];
  const log = shortText(path.join(commonDir, 'logs', 'refs', 'stash')) ?? '';
  const commits = log.split('\n').flatMap((line) => /^[0-9a-f]{40,64} ([0-9a-f]{40,64}) /u.exec(line)?.[1] ?? []);
  return commits.reverse().slice(0, MOST);
}
