import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Document, type Format, formatOf, type Limits } from '../document/document.js';
import { parseDocuments, readDocuments } from '../document/documents.js';
import { splitLines } from '../document/lines.js';
import type { KindId } from '../schema/kinds.js';
import { anyOf, discover, type GovernedFile, type Obstacle, type SkippedFile } from '../workspace/discover.js';
import { topOf } from '../workspace/ignored.js';
import { displayPath, toPosix } from '../workspace/paths.js';
import { kindOfFile, type Place, placeOf, sessionOf } from '../workspace/place.js';
import { isWithin } from '../workspace/tree.js';
import { Fault } from './fault.js';
import type { Source } from './linter.js';
import { printable } from './message.js';

/** One file to check: where it is, and how to get at its documents. */
export interface Input extends Source {
  /** The session folder it belongs to: absolute, with `/`. */
  readonly session: string | undefined;
  /** The real path of the tree that links may not lead out of. */
  readonly root: string;
  readonly documents: () => Iterable<Document>;
}

/** What a check looks at, and what it was told of but leaves alone. */
export interface Gathered {
  /** In the order of their paths. */
  readonly inputs: readonly Input[];
  readonly skipped: readonly SkippedFile[];
  /** Folders that could not be read, with the system's code. */
  readonly unreadable: readonly Obstacle[];
  /** Working trees for which git could not tell what it ignores, with its words. */
  readonly unaskable: readonly Obstacle[];
}

export interface Wanted {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly kind: KindId | undefined;
  readonly stdin: { readonly bytes: Uint8Array; readonly file: string } | undefined;
  /** Globs of what is left out, and the folder that they are relative to. */
  readonly ignores: readonly string[];
  readonly ignoresFrom: string;
  readonly limits: Limits;
}

/** The files of a session folder that session rules look at. */
const SESSION_FILES: readonly (readonly [KindId, string])[] = [
  ['session-state', 'state.json'],
  ['plan', 'plan.json'],
  ['dev-notes', 'dev-notes.json'],
];

/** What the options name. Throws a `Fault` for a path that leads to nothing. */
export async function gather(wanted: Wanted): Promise<Gathered> {
  const { cwd, paths, kind, stdin, ignores, ignoresFrom, limits } = wanted;
  if (stdin) return { ...(await gatherStdin(stdin, wanted)), unreadable: [], unaskable: [] };
  const found = await discover({ cwd, paths, ignores, ignoresFrom, ...(kind && { kind }) });
  if (found.missing.length > 0) {
    throw new Fault(found.missing.map((name) => `no file, folder or match for "${printable(name)}"`).join('\n'));
  }
  return {
    inputs: found.files.map((file) => fileInput(file, cwd, limits)),
    skipped: found.skipped,
    unreadable: found.unreadable,
    unaskable: found.unaskable,
  };
}

async function gatherStdin(
  stdin: NonNullable<Wanted['stdin']>,
  wanted: Wanted,
): Promise<Pick<Gathered, 'inputs' | 'skipped'>> {
  const { cwd, limits } = wanted;
  const absolute = path.resolve(cwd, stdin.file);
  const display = displayPath(cwd, absolute);
  const kind = wanted.kind ?? kindOfFile(toPosix(absolute));
  if ((await anyOf(wanted.ignores, wanted.ignoresFrom))(absolute)) {
    return { inputs: [], skipped: [{ display, reason: 'the configuration ignores it' }] };
  }
  if (!kind) return { inputs: [], skipped: [{ display, reason: 'no kind governs it' }] };
  const format = formatOfText(stdin, limits);
  const documents = (): Iterable<Document> => parseDocuments(stdin.bytes, { format, limits });
  return { inputs: [{ ...sourceOf(absolute, kind, cwd, treeOf(absolute, cwd)), documents }], skipped: [] };
}

/**
 * The format of a text: what its name tells, and where that tells nothing, JSONL when its first line is a document by
 * itself and is not all there is.
 */
function formatOfText({ bytes, file }: NonNullable<Wanted['stdin']>, limits: Limits): Format {
  const format = formatOf(file);
  if (format === 'jsonl' || /\.json$/iu.test(file)) return format;
  let first: string | undefined;
  for (const line of splitLines([bytes], limits.maxBytes)) {
    // Not held when it is too long to be read.
    const text = line.bytes === undefined ? undefined : new TextDecoder().decode(line.bytes).trim();
    if (text === '') continue;
    if (first !== undefined) return isJson(first) ? 'jsonl' : 'json';
    if (text === undefined) return 'json';
    first = text;
  }
  return 'json';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The files of a session folder that are there but were not asked for. */
export async function companions(session: string, asked: readonly Input[], wanted: Wanted): Promise<Input[]> {
  const kinds = new Set(asked.map(({ kind }) => kind));
  const root = asked[0]?.root;
  if (root === undefined || !SESSION_FILES.some(([kind]) => kinds.has(kind))) return [];
  const isLeftOut = await anyOf(wanted.ignores, wanted.ignoresFrom);
  return SESSION_FILES.filter(([kind]) => !kinds.has(kind))
    .map(([kind, name]) => ({ kind, path: path.join(session, name), root }))
    .filter((file) => existsSync(file.path) && !isLeftOut(file.path))
    .map((file) => fileInput(file, wanted.cwd, wanted.limits));
}

/** The real path of the tree that a file which need not be there belongs to. */
function treeOf(absolute: string, cwd: string): string {
  const folder = realPath(path.dirname(absolute));
  const realCwd = realPath(cwd);
  return topOf(folder) ?? (isWithin(realCwd, folder) ? realCwd : folder);
}

function realPath(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}

function fileInput(file: Omit<GovernedFile, 'display'>, cwd: string, limits: Limits): Input {
  const { path: absolute, kind, root } = file;
  return {
    ...sourceOf(absolute, kind, cwd, root),
    documents: () => readDocuments(absolute, { format: formatOf(absolute), limits, root }),
  };
}

function sourceOf(absolute: string, kind: KindId, cwd: string, root: string): Omit<Input, 'documents'> {
  const posix = toPosix(absolute);
  // What was forced to be of another kind than its name says is no part of the session that it lies in.
  const session = kindOfFile(posix) === kind ? sessionOf(posix) : undefined;
  return { file: displayPath(cwd, absolute), kind, root, place: realPlaceOf(kind, posix), session };
}

/** Where a file stands, and what its folder is called where links lead to it. */
function realPlaceOf(kind: KindId, file: string): Place | undefined {
  const place = placeOf(kind, file);
  if (!place) return undefined;
  return {
    ...place,
    // Told when asked for: mostly the name in the path is the one that a rule looks for.
    get realFolder() {
      return path.basename(realPath(place.path));
    },
  };
}
