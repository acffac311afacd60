import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { bySession } from '../check/groups.js';
import type { Settings } from '../check/judge.js';
import { displayPath } from '../workspace/paths.js';
import { loadConfig } from '../lint/config-file.js';
import { Fault } from '../lint/fault.js';
import { gather } from '../lint/inputs.js';
import { limitsOf } from '../lint/limits.js';
import { unconfigured } from '../lint/settled.js';
import type { Obstacle } from '../workspace/discover.js';
import type { SessionOutcome } from './outcome.js';
import { migrateSession } from './session.js';
import { type VersionedFile, versionedFilesIn, withNeighbours } from './versioned-files.js';
import { isVersioned, type Target, VERSIONS } from './versions.js';

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

/** What became of all sessions. */
export interface Migration extends SessionOutcome {
  /** How many files were of the version already. */
  readonly current: number;
  /** Files of a later version, left alone. */
  readonly later: readonly string[];
  /** Folders that could not be read. */
  readonly unreadable: readonly Obstacle[];
  /** A configuration that lies nearer than any that holds, and was not loaded, since it is a program and was not named. */
  readonly unloaded?: string;
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
  const versioned = files.filter(({ kind }) => isVersioned(kind));
  const sessions = await Promise.all(bySession(versioned).map((group) => withNeighbours(group, settings)));
  /** Links can make one file stand in several places: it is migrated once. */
  const targets = new Set<string>();
  const sorted = sessions.map((group) => ({ group, found: versionedFilesIn(group, settings, targets) }));
  const later = sorted.flatMap(({ found }) => found.filter(({ version }) => version > options.to));
  for (const one of later) if (named.has(one.file.path)) throw new Fault(backwards(one, options.to));
  const outcomes: Partial<SessionOutcome>[] = [];
  let current = 0;
  for (const { group, found } of sorted) {
    const older = found.filter(({ kind, version }) => version < Math.min(options.to, VERSIONS[kind].length));
    current += found.filter((one) => !older.includes(one) && one.version <= options.to).length;
    // A file that shows no version is no reason to leave its neighbours as they are, unless that is an error.
    if (older.length > 0) outcomes.push(await migrateSession(group, older, { settings, ...options, now }));
  }
  return {
    migrated: outcomes.flatMap(({ migrated = [] }) => migrated),
    refused: outcomes.flatMap(({ refused = [] }) => refused),
    unwritten: outcomes.flatMap(({ unwritten = [] }) => unwritten),
    current,
    later: later.map(({ file }) => file.display),
    unreadable,
    ...(config.unloaded !== undefined && { unloaded: displayPath(cwd, config.unloaded) }),
  };
}

function backwards({ file, version }: VersionedFile, to: number): string {
  return `${file.display} is of version ${version}; --to ${to} would take it back, and what is new in it would be lost`;
}
