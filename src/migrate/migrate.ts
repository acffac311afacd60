import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { byPlace } from '../check/by-place.js';
import { errorsOfChange } from '../check/change-errors.js';
import { bySession } from '../check/groups.js';
import { createJudge, type Group, type Settings } from '../check/judge.js';
import { readRewritable, rewrite, type Rewritable } from '../check/rewritable.js';
import type { ParsedDocument } from '../document/document.js';
import { parseDocuments } from '../document/documents.js';
import { loadConfig } from '../lint/config-file.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { Fault } from '../lint/fault.js';
import { companionFiles, gather } from '../lint/inputs.js';
import { limitsOf } from '../lint/limits.js';
import { unconfigured } from '../lint/settled.js';
import { KINDS } from '../schema/kinds.js';
import { selectVariant } from '../schema/select.js';
import type { GovernedFile, Obstacle } from '../workspace/discover.js';
import { ignoring } from '../workspace/ignores.js';
import { displayPath } from '../workspace/paths.js';
import { isThere } from '../workspace/standing.js';
import { convert } from './convert.js';
import type { Decision } from './mapping.js';
import { isVersioned, mappingsBetween, type Target, VERSIONS, type VersionedKind, versionOf } from './versions.js';

export interface MigrateOptions {
  readonly to: Target;
  /** The folder that paths are relative to; the process's own when absent. */
  readonly cwd?: string;
  /** Files, folders and globs; the working directory when absent. */
  readonly paths?: readonly string[];
  /** A config file to use instead of the nearest one up the tree; `false` for none. */
  readonly config?: string | false;
  /** Whether files are written, and not only told what would be. */
  readonly writes: boolean;
  /** The time that is written into files; the current when absent. */
  readonly now?: Date;
}

/** A file that is, or would be, of another version. */
export interface MigratedFile {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
  readonly decisions: readonly Decision[];
}

/** A session that stays as it is. */
export interface RefusedSession {
  /** Its files that are of an earlier version, relative to the working directory, with `/`. */
  readonly files: readonly string[];
  /** What is wrong with them. */
  readonly errors: readonly Diagnostic[];
  /** Whether that is so only in the later version. */
  readonly after: boolean;
}

export interface Migration {
  readonly migrated: readonly MigratedFile[];
  readonly refused: readonly RefusedSession[];
  /** Files that could not be written, with the reason: they are as they were. */
  readonly unwritten: readonly Obstacle[];
  /** How many files were of the version already. */
  readonly current: number;
  /** Files of a later version, left alone. */
  readonly later: readonly string[];
  /** Folders that could not be read. */
  readonly unreadable: readonly Obstacle[];
}

/**
 * Takes the states and plans of sessions to a later version: those of a session together or not at all, and none that has
 * an error before or after. Throws a `Fault` for a path that does not exist, a wrong configuration, and a file that was
 * named though it is of a later version.
 */
export async function migrate(options: MigrateOptions): Promise<Migration> {
  const cwd = path.resolve(options.cwd ?? '.');
  const config = options.config === false ? unconfigured(cwd) : await loadConfig(cwd, options.config, RULES);
  const limits = limitsOf(config.maxFileSize);
  const wanted = { cwd, kind: undefined, ignores: config.ignores, ignoresFrom: config.folder, limits };
  const settings: Settings = { wanted, policy: config.policy };
  const { files, unreadable } = await gather(options.paths ?? [], undefined, wanted);
  const now = (options.now ?? new Date()).toISOString();
  const named = new Set((options.paths ?? []).map((name) => path.resolve(cwd, name)));
  const outcome = {
    migrated: [] as MigratedFile[],
    refused: [] as RefusedSession[],
    unwritten: [] as Obstacle[],
    current: 0,
    later: [] as string[],
    unreadable,
  };
  const versioned = files.filter(({ kind }) => isVersioned(kind));
  const sessions = await Promise.all(bySession(versioned).map((group) => withNeighbours(group, settings)));
  /** Links can make one file stand in several places: it is migrated once. */
  const targets = new Set<string>();
  const drafts = sessions.map((group) => ({ group, drafts: draftsOf(group, settings, targets) }));
  for (const draft of drafts.flatMap((session) => session.drafts)) {
    if (draft.version <= options.to) continue;
    if (named.has(draft.file.path)) throw new Fault(backwards(draft, options.to));
    outcome.later.push(draft.file.display);
  }
  for (const { group, drafts: all } of drafts) {
    const older = all.filter(({ kind, version }) => version < Math.min(options.to, VERSIONS[kind].length));
    outcome.current += all.filter((draft) => !older.includes(draft) && draft.version <= options.to).length;
    // A file that shows no version is no reason to leave its neighbours as they are, unless that is an error.
    if (older.length > 0) await migrateSession(group, older, { settings, ...options, now }, outcome);
  }
  return outcome;
}

function backwards({ file, version }: Draft, to: number): string {
  return `${file.display} is of version ${version}; --to ${to} would take it back, and what is new in it would be lost`;
}

/** A file on its way to a later version. */
interface Draft {
  readonly file: GovernedFile;
  readonly kind: VersionedKind;
  readonly version: number;
  readonly document: ParsedDocument;
  readonly original: Rewritable;
}

/** The state and the plan of a session go together, whichever was named. */
async function withNeighbours({ session, files }: Group, { wanted }: Settings): Promise<Group> {
  const root = files[0]?.root;
  if (session === undefined || root === undefined) return { session, files };
  const isLeftOut = await ignoring(wanted.ignores, wanted.ignoresFrom);
  const others = companionFiles(session, files)
    .filter(({ kind, path: file }) => isVersioned(kind) && isThere(file) && !isLeftOut(file))
    .map((file) => ({ ...file, display: displayPath(wanted.cwd, file.path), root }));
  return { session, files: [...files, ...others] };
}

/** The files that show a version. */
function draftsOf({ files }: Group, { wanted }: Settings, targets: Set<string>): Draft[] {
  return files.flatMap((file): Draft[] => {
    const { kind } = file;
    const original = isVersioned(kind) ? readRewritable(file, wanted.limits) : undefined;
    if (!original || !isVersioned(kind) || targets.has(original.target)) return [];
    targets.add(original.target);
    const document = read(original.text, wanted.limits);
    const schema = document && selectVariant(KINDS[kind], document.value)?.schema;
    if (!document || schema === undefined) return [];
    return [{ file, kind, version: versionOf(kind, schema), document, original }];
  });
}

function read(text: string, limits: Settings['wanted']['limits']): ParsedDocument | undefined {
  const [document] = parseDocuments(Buffer.from(text), { format: 'json', limits });
  return document?.parsed ? document : undefined;
}

interface Run {
  readonly settings: Settings;
  readonly to: Target;
  readonly now: string;
  readonly writes: boolean;
}

interface Outcome {
  readonly migrated: MigratedFile[];
  readonly refused: RefusedSession[];
  readonly unwritten: Obstacle[];
}

async function migrateSession(group: Group, drafts: readonly Draft[], run: Run, outcome: Outcome): Promise<void> {
  const { settings } = run;
  const names = drafts.map(({ file }) => file.display);
  const before = await errorsOf(group, settings);
  if (before.length > 0) {
    outcome.refused.push({ files: names, errors: before, after: false });
    return;
  }
  const moved = drafts.map((draft) => ({ draft, ...converted(draft, run) }));
  const instead = new Map(moved.map(({ draft, text }) => [draft.file.path, Buffer.from(text)]));
  const after = [
    ...(await errorsOf(group, { ...settings, wanted: { ...settings.wanted, instead } })),
    ...moved.flatMap(({ draft, text }) => illegalIn(draft, text, settings)),
  ];
  if (after.length > 0) {
    outcome.refused.push({ files: names, errors: after, after: true });
    return;
  }
  const reason = run.writes ? rewrite(moved.map(({ draft: { original }, text }) => ({ original, text }))) : undefined;
  if (reason !== undefined) {
    outcome.unwritten.push(...names.map((display) => ({ display, reason })));
    return;
  }
  for (const { draft, text, decisions, to } of moved) {
    const { file, version, original } = draft;
    outcome.migrated.push({ file: file.display, from: version, to, before: original.text, after: text, decisions });
  }
}

interface Converted {
  readonly text: string;
  readonly to: number;
  readonly decisions: readonly Decision[];
}

function converted({ kind, version, document, original }: Draft, { to, now, settings }: Run): Converted {
  let { text } = original;
  const decisions: Decision[] = [];
  let last = document;
  for (const mapping of mappingsBetween(kind, version, to)) {
    const step = convert(last, mapping, { now, isFresh: last !== document });
    text = step.text;
    decisions.push(...step.decisions);
    const next = read(text, settings.wanted.limits);
    if (!next) throw new Error(`what ${mapping.to} is made of does not parse`);
    last = next;
  }
  return { text, to: Math.min(to, VERSIONS[kind].length), decisions };
}

async function errorsOf({ session, files }: Group, settings: Settings): Promise<Diagnostic[]> {
  const judge = await createJudge(settings);
  await judge.files({ session, files });
  await judge.end();
  return judge.verdict.diagnostics.filter(({ severity }) => severity === 'error').sort(byPlace);
}

/** What the change itself does that it must not. */
function illegalIn({ file, document }: Draft, text: string, { wanted }: Settings): Diagnostic[] {
  const after = read(text, wanted.limits);
  if (!after) throw new Error(`what becomes of ${file.display} does not parse`);
  return errorsOfChange(file, document, after);
}
