import { nameOf, type Path } from '../../document/position.js';
import { printable } from '../../lint/message.js';
import type { Migration } from '../../migrate/migrate.js';
import type { MigratedFile, RefusedSession } from '../../migrate/outcome.js';
import type { Target } from '../../migrate/versions.js';
import { count } from '../../report/parts/figures.js';
import { diffLines } from '../diff-lines.js';
import { type Paint, painter } from '../paint.js';

export interface Telling {
  readonly to: Target;
  readonly isDry: boolean;
  readonly color: boolean;
}

/** What became of each file, what had to be decided about it, and what was left alone. */
export function* tellMigration(outcome: Migration, { to, isDry, color }: Telling): Generator<string> {
  const paint = painter(color);
  const { migrated, refused, current, later } = outcome;
  if (isDry) for (const { file, before, after } of migrated) yield* diffLines(file, before, after, color);
  for (const file of migrated) yield* tellFile(file, paint);
  for (const session of refused) yield* tellRefused(session, to, paint);
  for (const file of later) yield `${paint('dim', 'left')}      ${printable(file)} (of a later version)\n`;
  const done = `${count(migrated.length, 'file')} ${isDry ? 'would be ' : ''}migrated`;
  const rest = [
    ...(refused.length > 0 ? [`${count(refused.length, 'session')} not, because of errors`] : []),
    ...(current > 0 ? [`${count(current, 'file')} of the version already`] : []),
  ];
  yield `${[done, ...rest].join(', ')}${isDry ? '; nothing was written' : ''}\n`;
}

function* tellFile({ file, from, to, decisions }: MigratedFile, paint: Paint): Generator<string> {
  yield `${paint('good', 'migrated')}  ${printable(file)} (version ${from} to ${to})\n`;
  for (const [says, [first = [], ...others]] of alike(decisions)) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    yield `          ${paint('dim', printable(`${nameOf(first)}${more}: ${says}`))}\n`;
  }
}

/** The places about which the same was decided, in the order of the first. */
function alike(decisions: MigratedFile['decisions']): Map<string, Path[]> {
  const places = new Map<string, Path[]>();
  for (const { at, says } of decisions) places.set(says, [...(places.get(says) ?? []), at]);
  return places;
}

function* tellRefused({ files, errors, after }: RefusedSession, to: number, paint: Paint): Generator<string> {
  const why = after ? `as it would be of version ${to}, its session has an error` : 'its session has an error';
  for (const file of files) yield `${paint('bad', 'refused')}   ${printable(file)}: ${why}\n`;
  for (const { file, line, column, message, ruleId } of errors) {
    yield `          ${printable(file)}:${line}:${column}  ${message}  ${paint('dim', ruleId)}\n`;
  }
}
