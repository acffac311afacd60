import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { format as pretty } from '../../src/report/pretty.js';
import { createRepository, type Repository } from '../support/repository.js';

const STATE = 'agents/4be17d20/adw_state.json';

/** The state of a workflow after others have run, with what makes it one. */
function stateAfter(...all_adws: string[]): object {
  return { adw_id: '4be17d20', issue_number: '7', branch_name: 'b', plan_file: null, issue_class: '/bug', all_adws };
}

async function shown({ root }: Repository, columns?: number): Promise<string> {
  const result = await check({ cwd: root, config: false, changes: { type: 'history' } });
  return [...(await pretty(result, { color: false, quiet: false, columns }))].join('');
}

/** A workflow that has run is taken out; the commits before and after. */
function shrunk(): { repository: Repository; before: string; after: string } {
  const repository = createRepository();
  repository.write(STATE, stateAfter('plan', 'build'));
  const before = repository.commit().slice(0, 7);
  repository.write(STATE, stateAfter('plan'));
  return { repository, before, after: repository.commit().slice(0, 7) };
}

test('a change is shown with both sides, each with its commit and its author’s date, and the earlier with its path', async () => {
  const { repository, before, after } = shrunk();
  expect(await shown(repository)).toBe(
    [
      `${STATE}:7:15  error  commit ${after}: "build" leaves all_adws, which has 1 member where it had 2; what it holds stays in it  grow-only-shrunk`,
      '  7 │ "all_adws": [',
      '    │             ^',
      `    before: all_adws has "build"  (${STATE}:7 in ${before} of 2026-03-04T10:00:00+01:00)`,
      `    after: commit ${after}  (2026-03-04T10:00:00+01:00)`,
      '',
      '✖ 1 file (2 versions, 2 changes): 1 error',
      '',
    ].join('\n'),
  );
});

test.each([
  [60, ['    before: all_adws has "build"', `      (${STATE}:7`, '      in {before} of 2026-03-04T10:00:00+01:00)']],
  [80, [`    before: all_adws has "build"  (${STATE}:7`, '      in {before} of 2026-03-04T10:00:00+01:00)']],
])('in a terminal of %d columns no row is wider, and both sides stand in one column', async (columns, earlier) => {
  const { repository, before } = shrunk();
  const rows = (await shown(repository, columns)).split('\n');
  expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(columns);
  const place = rows.findIndex((row) => row.startsWith('    before: '));
  expect(rows.slice(place, place + earlier.length)).toEqual(earlier.map((row) => row.replace('{before}', before)));
});

test('a history of which not all was looked at is not ticked off', async () => {
  const repository = createRepository();
  repository.write(STATE, stateAfter('plan'));
  repository.commit();
  repository.write(STATE, `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`);
  repository.commit();
  expect(await shown(repository)).toBe('⚠ 1 file (2 versions, 1 change): no problems; 1 unreadable\n');
});
