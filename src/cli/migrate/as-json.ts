import { toPointer } from '../../document/position.js';
import { unifiedDiff } from '../../document/diff.js';
import type { Migration } from '../../migrate/migrate.js';
import type { MigrationReport } from '../../migrate/report.js';
import type { Telling } from './tell.js';

/** What became of each file, for programs. */
export function* asJson(outcome: Migration, { to, isDry }: Telling): Generator<string> {
  const { migrated, refused, current, later } = outcome;
  const report: MigrationReport = {
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
    refused: refused.map(({ files, errors, after }) => ({ files: [...files], errors: [...errors], after })),
    current,
    later: [...later],
  };
  yield `${JSON.stringify(report, null, 2)}\n`;
}
