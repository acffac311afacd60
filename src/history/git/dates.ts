import { git } from '../../workspace/git.js';
import { PLAIN_LOG } from './log.js';

/** The authors' dates of commits, ISO 8601, by commit id; one that git does not know is left out. */
export async function datesOf(cwd: string, commits: Iterable<string>): Promise<Map<string, string>> {
  const dates = new Map<string, string>();
  const ids = [...commits];
  if (ids.length === 0) return dates;
  const answer = await git(
    ['log', '--no-walk=unsorted', '--ignore-missing', '--stdin', ...PLAIN_LOG, '--format=%H %aI'],
    { cwd, input: `${ids.join('\n')}\n` },
  );
  for (const line of answer?.code === 0 ? answer.stdout.toString().split('\n') : []) {
    const [id = '', date] = line.split(' ');
    if (date !== undefined) dates.set(id, date);
  }
  return dates;
}
