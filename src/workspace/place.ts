import path from 'node:path';
import { type KindId, KINDS } from '../schema/kinds.js';
import { kindOfFile } from './kind-of-file.js';

/** Where a governed file stands. */
export interface Place {
  /** The name of the folder that is named after the document's id: the session, the research, the workflow. */
  readonly folder: string;
  /** The path of that folder, with `/`. */
  readonly path: string;
  /** The folder's own name, where symbolic links lead to it and that can be told; asks the file system. */
  readonly realFolder?: string | undefined;
}

/** Why a file is not checked, with the kinds that it could be said to be of. */
export function notGoverned(file: string): string {
  const name = path.basename(file);
  if (!/\.(?:json|jsonl|ndjson)$/iu.test(name)) return 'no kind governs it';
  const isLines = !/\.json$/iu.test(name);
  const near = Object.entries(KINDS).flatMap(([kind, { files }]) =>
    name.includes(kind) || files.some((glob) => glob.endsWith(`/${name}`) || (isLines && glob.endsWith('l')))
      ? [kind]
      : [],
  );
  if (isLines) near.push('hook-event');
  const such = near.length > 0 ? ` (${[...new Set(near)].join(', ')}, …)` : '';
  return `no kind governs it; name one with --kind${such}`;
}

/**
 * Whether a folder (absolute, with `/`) stands where the kinds' globs lead through: an `agents` folder, the sessions in
 * it, and so on.
 */
export function holdsGoverned(folder: string): boolean {
  folderPatterns ??= Object.values(KINDS).flatMap(({ files }) => files.flatMap(foldersOf));
  return folderPatterns.some((pattern) => pattern.test(folder));
}

let folderPatterns: RegExp[] | undefined;

/** The folders on the way of a glob such as `**\/agents/sessions/*\/plan.json`, as expressions. */
function foldersOf(glob: string): RegExp[] {
  const folders = glob.split('/').slice(1, -1);
  const names = folders.map((name) => (name === '*' ? '[^/]+' : name.replaceAll('.', String.raw`\.`)));
  return names.map((_name, index) => new RegExp(`(?:^|/)${names.slice(0, index + 1).join('/')}$`, 'su'));
}

/**
 * The folder named after the id of the document in a file (absolute, with `/`); `undefined` where the kind names none
 * or the file does not stand where files of the kind do, as when the kind was forced.
 */
export function placeOf(kind: KindId, file: string): Place | undefined {
  if (!KINDS[kind].idAt || kindOfFile(file) !== kind) return undefined;
  const folder = ancestor(file, 1);
  return { folder: folder.slice(folder.lastIndexOf('/') + 1), path: folder };
}

/** The session folder that a file (absolute, with `/`) belongs to: state, plan, notes, or the research below it. */
export function sessionOf(file: string): string | undefined {
  const kind = kindOfFile(file);
  const part = kind && KINDS[kind].session;
  return part && ancestor(file, part.path.split('/').length);
}

function ancestor(file: string, levels: number): string {
  let end = file.length;
  for (let level = 0; level < levels; level += 1) end = file.lastIndexOf('/', end - 1);
  return file.slice(0, end);
}
