import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS, type Limits } from '../document/document.js';
import type { KindId } from '../schema/kinds.js';
import type { Obstacle, SkippedFile } from '../workspace/discover.js';
import { loadConfig } from './config-file.js';
import type { Diagnostic, Report, Summary } from './diagnostic.js';
import type { Excerpt } from './excerpt.js';
import { companions, gather, type Input, type Wanted } from './inputs.js';
import { createLinter } from './linter.js';
import type { AnyDocument, Session } from './rule.js';

export interface CheckOptions {
  /** The folder that paths are relative to; the process's own when absent. */
  readonly cwd?: string;
  /** Files, folders and globs; the working directory when absent. */
  readonly paths?: readonly string[];
  /** Forces a kind on every file, whatever its name. */
  readonly kind?: KindId;
  /** Checks this text instead of files; `file` is the name it goes by. */
  readonly stdin?: { readonly bytes: Uint8Array; readonly file: string };
  /** A config file to use instead of the nearest one up the tree; `false` for none. */
  readonly config?: string | false;
  /** The largest document read, in bytes; overrides the configuration. */
  readonly maxFileSize?: number;
  /** Called as files are done, with how many of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A report, and what the formats for people tell beyond it. */
export interface CheckResult extends Report {
  /** Session folders looked at. */
  readonly sessions: number;
  /** Files that were named but that no kind governs. */
  readonly skipped: readonly SkippedFile[];
  /** Folders that could not be read, with the system's code: what they hold was not looked at. */
  readonly unreadable: readonly Obstacle[];
  /** Working trees for which git could not tell what it ignores, with its words: nothing was left out there. */
  readonly unaskable: readonly Obstacle[];
  /** The line on which a diagnostic stands; `undefined` when there is no text to show. */
  readonly excerpt: (diagnostic: Diagnostic) => Excerpt | undefined;
}

/**
 * Checks files, folders, globs or a text: every document by itself, and every session folder as a whole.
 *
 * Throws a `Fault` when the check itself cannot be done: a path that does not exist, a wrong configuration. What is
 * wrong with a checked file, even that it cannot be read, is a diagnostic.
 */
export async function check(options: CheckOptions = {}): Promise<CheckResult> {
  const cwd = path.resolve(options.cwd ?? '.');
  const { config, folder } =
    options.config === false ? { config: {}, folder: cwd } : await loadConfig(cwd, options.config, RULES);
  const limits: Limits = {
    ...DEFAULT_LIMITS,
    maxBytes: options.maxFileSize ?? config.maxFileSize ?? DEFAULT_LIMITS.maxBytes,
  };
  const wanted: Wanted = {
    cwd,
    paths: options.paths ?? [],
    kind: options.kind,
    stdin: options.stdin,
    ignores: config.ignores ?? [],
    ignoresFrom: folder,
    limits,
  };
  const { inputs, skipped, unreadable, unaskable } = await gather(wanted);

  const linter = createLinter(RULES, config.rules);
  const diagnostics: Diagnostic[] = [];
  const summary: Summary = {
    files: inputs.length,
    documents: 0,
    steps: 0,
    skipped: skipped.length,
    unparsed: 0,
    errors: 0,
    warnings: 0,
  };
  let done = 0;
  let sessions = 0;

  for (const { session, inputs: group } of bySession(inputs)) {
    const documents = new Map<KindId, AnyDocument>();
    for (const input of group) {
      for (const document of input.documents()) {
        const judged = await linter.document(input, document);
        summary.documents += 1;
        if (judged.skipped) summary.skipped += 1;
        if (!document.parsed) summary.unparsed += 1;
        if (judged.document) documents.set(input.kind, judged.document);
        for (const diagnostic of judged.diagnostics) diagnostics.push(diagnostic);
      }
      done += 1;
    }
    if (session !== undefined) {
      sessions += 1;
      // A file that was checked alone is still judged beside its neighbours; what is wrong inside them is not told.
      for (const input of await companions(session, group, wanted)) {
        for (const document of input.documents()) {
          const companion = await linter.companion(input, document);
          if (companion) documents.set(input.kind, companion);
        }
      }
      diagnostics.push(...linter.session(asSession(session, documents)));
    }
    options.onProgress?.(done, inputs.length);
  }

  diagnostics.sort(byPlace);
  for (const { severity } of diagnostics) {
    if (severity === 'error') summary.errors += 1;
    if (severity === 'warning') summary.warnings += 1;
  }
  const excerpt = (one: Diagnostic): Excerpt | undefined => linter.excerpt(one);
  return { version: 1, diagnostics, summary, sessions, skipped, unreadable, unaskable, excerpt };
}

/** Inputs that are looked at together: those of one session folder, or one that belongs to none. */
interface Group {
  readonly session: string | undefined;
  readonly inputs: Input[];
}

/**
 * The inputs of each session folder together, the others one by one; in the order of their first. Those of a session
 * need not follow each other: the files of one that lies inside it, or of a workflow, may stand between them.
 */
function bySession(inputs: readonly Input[]): Group[] {
  const groups: Group[] = [];
  const ofSessions = new Map<string, Group>();
  for (const input of inputs) {
    const { session } = input;
    const known = session === undefined ? undefined : ofSessions.get(session);
    if (known) {
      known.inputs.push(input);
      continue;
    }
    const group: Group = { session, inputs: [input] };
    groups.push(group);
    if (session !== undefined) ofSessions.set(session, group);
  }
  return groups;
}

function asSession(folder: string, documents: ReadonlyMap<KindId, AnyDocument>): Session {
  // The map's keys are the documents' own kinds, which TypeScript cannot follow through a Map.
  const pick = <D extends AnyDocument>(kind: D['kind']): D | undefined => documents.get(kind) as D | undefined;
  const state = pick<NonNullable<Session['state']>>('session-state');
  const plan = pick<NonNullable<Session['plan']>>('plan');
  const notes = pick<NonNullable<Session['notes']>>('dev-notes');
  return { id: path.posix.basename(folder), ...(state && { state }), ...(plan && { plan }), ...(notes && { notes }) };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.ruleId < b.ruleId ? -1 : Number(a.ruleId > b.ruleId));
}
