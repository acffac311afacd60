import { existsSync } from 'node:fs';
import path from 'node:path';
import { sessionOf } from '../workspace/place.js';
import { contentOf, isBytes } from './content.js';
import type { LedgerState } from './ledger/state.js';
import type { Project } from './project.js';
import type { View } from './watched.js';
import type { World } from './world.js';

/** Files that were moved with their folder. Names are relative to the tree's root, with `/`. */
export interface Moves {
  /** By a file's new name, what it held before, under the session id that goes with the new folder. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** The old names. */
  readonly sources: ReadonlySet<string>;
}

/** Tells which of the files that are gone stand elsewhere now, as they were but for the id that their folder gives them. */
export function movesAmong(
  { ledger, project, limits }: World,
  { files }: LedgerState,
  changed: readonly string[],
  view: View,
): Moves {
  const contents = new Map<string, Uint8Array>();
  const sources = new Set<string>();
  const gone = new Map<string, { readonly file: string; readonly text: string }>();
  for (const file of changed) {
    const accepted = view.files.has(file) ? undefined : files[file]?.accepted;
    const content = typeof accepted === 'string' ? ledger.content(accepted) : undefined;
    if (!content) continue;
    const text = textOf(content);
    for (const key of [text, withoutId(text, file)]) gone.set(keyOf(file, key), { file, text });
  }
  if (gone.size === 0) return { contents, sources };

  for (const file of changed) {
    const isNew = view.files.has(file) && typeof (Object.hasOwn(files, file) && files[file]?.accepted) !== 'string';
    const content = isNew ? contentOf(`${project.root}/${file}`, project.root, limits) : undefined;
    if (!isBytes(content)) continue;
    const text = textOf(content);
    const from = gone.get(keyOf(file, withoutId(text, file))) ?? gone.get(keyOf(file, text));
    if (!from) continue;
    contents.set(
      file,
      Buffer.from(
        from.text.replaceAll(idIn(from.file), () => idIn(file)),
        'latin1',
      ),
    );
    sources.add(from.file);
  }
  return { contents, sources };
}

/** Whether the folder has gone that a folder of governed files stood in; at the tree's top it cannot. */
export function isLost({ root }: Project, folder: string): boolean {
  return folder.includes('/') && !existsSync(`${root}/${path.posix.dirname(folder)}`);
}

/** Byte by byte, so that any content can be compared and put back. */
function textOf(content: Uint8Array): string {
  return Buffer.from(content).toString('latin1');
}

function keyOf(file: string, text: string): string {
  return `${path.posix.basename(file)}\0${text}`;
}

function withoutId(text: string, file: string): string {
  return text.replaceAll(idIn(file), '\0');
}

/** The session's id as the folder has it; a file of no session has the name of its own folder. */
function idIn(file: string): string {
  return path.posix.basename(sessionOf(`/${file}`) ?? path.posix.dirname(file));
}
