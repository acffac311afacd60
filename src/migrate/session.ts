import { byPlace } from '../check/by-place.js';
import { errorsOfChange } from '../check/change-errors.js';
import { createJudge, type Group, type Settings } from '../check/judge.js';
import { rewrite } from '../check/rewritable.js';
import type { ParsedDocument } from '../document/document.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { convert } from './convert.js';
import type { Decision } from './mapping.js';
import type { SessionOutcome } from './outcome.js';
import { documentOf, type VersionedFile } from './versioned-files.js';
import { mappingsBetween, type Target, VERSIONS } from './versions.js';

/** How sessions are migrated. */
export interface Run {
  readonly settings: Settings;
  readonly to: Target;
  /** The time of the migration, RFC 3339. */
  readonly now: string;
  /** Whether files are written, and not only told what would be. */
  readonly writes: boolean;
}

/** Takes files of a session to a later version, together or not at all, and not where an error is or would be. */
export async function migrateSession(
  group: Group,
  older: readonly VersionedFile[],
  run: Run,
): Promise<Partial<SessionOutcome>> {
  const { settings } = run;
  const names = older.map(({ file }) => file.display);
  const before = await errorsOf(group, settings);
  if (before.length > 0) return { refused: [{ files: names, errors: before, after: false }] };
  const moved = older.map((one) => ({ ...one, ...converted(one, run) }));
  const instead = new Map(moved.map(({ file, text }) => [file.path, Buffer.from(text)]));
  const after = [
    ...(await errorsOf(group, { ...settings, wanted: { ...settings.wanted, instead } })),
    ...moved.flatMap(({ file, document, becomes }) => errorsOfChange(file, document, becomes)),
  ];
  if (after.length > 0) return { refused: [{ files: names, errors: after, after: true }] };
  const reason = run.writes ? rewrite(moved) : undefined;
  if (reason !== undefined) return { unwritten: names.map((display) => ({ display, reason })) };
  return {
    migrated: moved.map(({ file, version: from, to, original, text, decisions }) => {
      return { file: file.display, from, to, before: original.text, after: text, decisions };
    }),
  };
}

/** A file as it is of the later version. */
interface Converted {
  readonly text: string;
  readonly becomes: ParsedDocument;
  readonly to: number;
  readonly decisions: readonly Decision[];
}

function converted({ kind, version, document, original }: VersionedFile, { to, now, settings }: Run): Converted {
  let { text } = original;
  let becomes = document;
  const decisions: Decision[] = [];
  for (const mapping of mappingsBetween(kind, version, to)) {
    const step = convert(becomes, mapping, { now, isFresh: becomes !== document });
    text = step.text;
    decisions.push(...step.decisions);
    const next = documentOf(text, settings.wanted.limits);
    if (!next) throw new Error(`what ${mapping.to} is made of does not parse`);
    becomes = next;
  }
  return { text, becomes, to: Math.min(to, VERSIONS[kind].length), decisions };
}

async function errorsOf({ session, files }: Group, settings: Settings): Promise<Diagnostic[]> {
  const judge = await createJudge(settings);
  await judge.files({ session, files });
  await judge.end();
  return judge.verdict.diagnostics.filter(({ severity }) => severity === 'error').sort(byPlace);
}
