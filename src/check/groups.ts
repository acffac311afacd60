import { sessionOfFile } from '../lint/inputs.js';
import type { GovernedFile } from '../workspace/discover.js';
import { toPosix } from '../workspace/paths.js';
import type { Group } from './judge.js';

/**
 * The files of each session folder together, the others one by one; in the order of their first. Those of a session
 * need not follow each other: the files of one that lies inside it, or of a workflow, may stand between them.
 */
export function bySession(files: readonly GovernedFile[]): Group[] {
  const groups: { session: string | undefined; files: GovernedFile[] }[] = [];
  const ofSessions = new Map<string, GovernedFile[]>();
  for (const file of files) {
    const session = sessionOfFile(file.kind, toPosix(file.path));
    const known = session === undefined ? undefined : ofSessions.get(session);
    if (known) {
      known.push(file);
      continue;
    }
    const group = { session, files: [file] };
    groups.push(group);
    if (session !== undefined) ofSessions.set(session, group.files);
  }
  return groups;
}
