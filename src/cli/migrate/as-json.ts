import { toPointer } from '../../document/position.js';
import { unifiedDiff } from '../../document/diff.js';
import type { Migration } from '../../migrate/migrate.js';
import type { Telling } from './tell.js';

/** What became of each file, for programs. `version` is raised when a reader of the one before could break. */
export function* asJson(outcome: Migration, { to, isDry }: Telling): Generator<string> {
  const { migrated, refused, current, later } = outcome;
  const report = {
    version: 1,
    to,
    dryRun: isDry,
    migrated: migrated.map(({ file, from, to: reached, before, after, decisions }) => ({
      file,
      from,
      to: reached,
      decisions: decisions.map(({ schema, at, says }) => ({ schema, pointer: toPointer(at), message: says })),
      ...(isDry && { diff: `${unifiedDiff(file, before, after).join('\n')}\n` }),
    })),
    refused,
    current,
    later,
  };
  yield `${JSON.stringify(report, null, 2)}\n`;
}
