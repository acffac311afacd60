import path from 'node:path';
import { type Document, type Format, formatOf, type Limits } from '../document/document.js';
import { parseDocuments, readDocuments } from '../document/documents.js';
import { splitLines } from '../document/lines.js';
import { type KindId, KINDS } from '../schema/kinds.js';
import { discover, type GovernedFile, type Obstacle, type SkippedFile } from '../workspace/discover.js';
import { ignoring } from '../workspace/ignores.js';
import { displayPath, toPosix } from '../workspace/paths.js';
import { kindOfFile } from '../workspace/kind-of-file.js';
import { notGoverned, type Place, placeOf, sessionOf } from '../workspace/place.js';
import { isThere, realPath, standingFrom } from '../workspace/standing.js';
import { Fault } from './fault.js';
import type { Source } from './origin.js';
import type { Asked } from './surroundings.js';
import { fill } from './message.js';

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
  readonly files: readonly GovernedFile[];
  /** The text on standard input, checked instead of files. */
  readonly text?: Input;
  readonly skipped: readonly SkippedFile[];
  /** Folders that could not be read, with the system's code. */
  readonly unreadable: readonly Obstacle[];
  /** Working trees for which git could not tell what it ignores, with its words. */
  readonly unaskable: readonly Obstacle[];
  /** Whether the configuration left out, unnamed, what is governed or may hold what is. */
  readonly isIgnoring: boolean;
}

/** A text to check, and the name it goes by. */
export interface Stdin {
  readonly bytes: Uint8Array;
  readonly file: string;
}

/** How files are looked at. Plain data. */
export interface Wanted {
  readonly cwd: string;
  readonly kind: KindId | undefined;
  /** Globs of what is left out, and the folder that they are relative to. */
  readonly ignores: readonly string[];
  readonly ignoresFrom: string;
  readonly limits: Limits;
  /** File (absolute) → what it is taken to hold, whatever stands on disk. */
  readonly instead?: ReadonlyMap<string, Uint8Array>;
}

/** The session whose surroundings are looked at. Plain data. */
export interface AroundWhat {
  /** Its folder: absolute, with `/`. */
  readonly session: string;
  /** The real path of the tree that links may not lead out of. */
  readonly root: string;
  /** Those that are asked about. */
  readonly commits: readonly string[];
}

/** Hears of what is read from disk. */
export interface Reading {
  /** A file is about to be read; what is returned is given its bytes, and `undefined` once all were read. */
  file(path: string): (bytes: Uint8Array | undefined) => void;
  /** A file was looked for and is not there. */
  absent(path: string): void;
  /** What lies around a session is about to be looked at; what is returned is told each look. */
  around(what: AroundWhat): Asked;
}

/** The files of a session folder that session rules look at. */
const SESSION_FILES = (Object.keys(KINDS) as KindId[]).flatMap((kind) => {
  const { session } = KINDS[kind];
  return session?.role ? [[kind, session.path] as const] : [];
});

/** What is to be checked: the text, or what the paths name. Throws a `Fault` for a path that leads to nothing. */
export async function gather(
  paths: readonly string[],
  stdin: Stdin | undefined,
  wanted: Wanted,
  onSearch?: () => void,
): Promise<Gathered> {
  if (stdin)
    return { ...(await gatherStdin(stdin, wanted)), files: [], unreadable: [], unaskable: [], isIgnoring: false };
  const { cwd, kind, ignores, ignoresFrom } = wanted;
  const found = await discover({
    cwd,
    paths,
    ignores,
    ignoresFrom,
    ...(kind && { kind }),
    ...(onSearch && { onSearch }),
  });
  const faults = [
    ...found.refused.map(({ glob, reason }) => fill('the glob "{glob}" is not taken: {reason}', { glob, reason })),
    ...found.missing.map(
      (name) =>
        fill('no file, folder or match for "{name}"', { name }) +
        (name.includes('\uFFFD') ? '; a name that is not UTF-8 cannot be given, but its folder can' : ''),
    ),
  ];
  if (faults.length > 0) throw new Fault(faults.join('\n'));
  return found;
}

async function gatherStdin(stdin: Stdin, wanted: Wanted): Promise<Pick<Gathered, 'text' | 'skipped'>> {
  const { cwd, limits } = wanted;
  const absolute = path.resolve(cwd, stdin.file);
  const display = displayPath(cwd, absolute);
  const kind = wanted.kind ?? kindOfFile(toPosix(absolute));
  if ((await ignoring(wanted.ignores, wanted.ignoresFrom))(absolute)) {
    return { skipped: [{ display, reason: 'the configuration ignores it' }] };
  }
  if (!kind) return { skipped: [{ display, reason: notGoverned(absolute) }] };
  const format = formatOfText(stdin, limits);
  const documents = (): Iterable<Document> => parseDocuments(stdin.bytes, { format, limits });
  return {
    text: {
      ...sourceOf({ path: absolute, display, kind, root: standingFrom(cwd)(path.dirname(absolute)).root }),
      documents,
    },
    skipped: [],
  };
}

/**
 * The format of a text: what its name tells, and where that tells nothing, JSONL when its first line is a document by
 * itself and is not all there is.
 */
function formatOfText({ bytes, file }: Stdin, limits: Limits): Format {
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
export async function companions(
  session: string,
  asked: readonly Input[],
  wanted: Wanted,
  reading?: Reading,
): Promise<Input[]> {
  const root = asked[0]?.root;
  if (root === undefined) return [];
  const isLeftOut = await ignoring(wanted.ignores, wanted.ignoresFrom);
  return companionFiles(session, asked)
    .map((file) => ({ ...file, root }))
    .filter((file) => {
      const isHere = isThere(file.path);
      if (!isHere) reading?.absent(file.path);
      return isHere && !isLeftOut(file.path);
    })
    .map((file) => fileInput({ ...file, display: displayPath(wanted.cwd, file.path) }, wanted, reading));
}

/** The files that a session folder may hold, but for those asked for; none where no session rule looks at these. */
export function companionFiles(
  session: string,
  asked: readonly Pick<Input, 'kind'>[],
): { readonly kind: KindId; readonly path: string }[] {
  const kinds = new Set(asked.map(({ kind }) => kind));
  if (!SESSION_FILES.some(([kind]) => kinds.has(kind))) return [];
  return SESSION_FILES.filter(([kind]) => !kinds.has(kind)).map(([kind, name]) => ({
    kind,
    path: path.join(session, name),
  }));
}

/** Documents that were read already, as something to check. */
export function documentsInput(file: GovernedFile, documents: readonly Document[]): Input {
  return { ...sourceOf(file), documents: () => documents };
}

/** A file as something to check. */
export function fileInput(file: GovernedFile, { limits, instead }: Wanted, reading?: Reading): Input {
  const { path: absolute, root } = file;
  const format = formatOf(absolute);
  const bytes = instead?.get(absolute);
  return {
    ...sourceOf(file),
    documents: () =>
      bytes
        ? parseDocuments(bytes, { format, limits })
        : readDocuments(absolute, { format, limits, root, onBytes: reading?.file(absolute) }),
  };
}

function sourceOf({ path: absolute, display, kind, root }: GovernedFile): Omit<Input, 'documents'> {
  const posix = toPosix(absolute);
  return {
    file: display,
    path: posix,
    kind,
    root,
    place: realPlaceOf(kind, posix),
    session: sessionOfFile(kind, posix),
  };
}

/** The session folder that a file (absolute, with `/`) of a kind belongs to: absolute, with `/`. */
export function sessionOfFile(kind: KindId, file: string): string | undefined {
  // What was forced to be of another kind than its name says is no part of the session that it lies in.
  return kindOfFile(file) === kind ? sessionOf(file) : undefined;
}

/** Where a file stands, and what its folder is called where links lead to it. */
function realPlaceOf(kind: KindId, file: string): Place | undefined {
  const place = placeOf(kind, file);
  if (!place) return undefined;
  return {
    ...place,
    // Told when asked for: mostly the name in the path is the one that a rule looks for.
    get realFolder() {
      return path.basename(realPath(place.path) ?? place.path);
    },
  };
}
