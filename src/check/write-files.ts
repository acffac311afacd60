import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Fault } from '../lint/fault.js';

/** A file that is to be written, or taken away. */
export interface Write {
  readonly file: string;
  readonly before: string | undefined;
  /** `undefined` takes it away. */
  readonly after: string | undefined;
  /** The permissions of what is written. */
  readonly mode: number | undefined;
}

/**
 * Writes all files or none: everything is laid ready beside them first, then put in place by renaming. Where something
 * fails in between, what was put in place is taken back.
 *
 * @returns the folders that had to be made, the outermost first
 */
export function writeFiles(writes: readonly Write[]): string[] {
  const made: string[] = [];
  const ready = new Map<Write, string>();
  const done: Write[] = [];
  try {
    for (const write of writes) {
      if (write.after === undefined) continue;
      made.push(...makeFolder(path.dirname(write.file)));
      ready.set(write, layReady(write.file, write.after, write.mode));
    }
    for (const write of writes) {
      if (textOf(write.file) !== write.before) throw new Error('it has just been changed by somebody else');
      const temporary = ready.get(write);
      if (temporary === undefined) rmSync(write.file);
      else renameSync(temporary, write.file);
      ready.delete(write);
      done.push(write);
    }
    return made;
  } catch (error) {
    for (const temporary of ready.values()) rmSync(temporary, { force: true });
    for (const write of done) restore(write);
    removeFolders(made);
    const failed = writes[done.length]?.file ?? '';
    throw new Fault(`${failed}: ${reasonOf(error)}; nothing was written`);
  }
}

/** Removes those of the folders that are empty. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // Somebody else keeps something there.
    }
  }
}

function layReady(file: string, text: string, mode: number | undefined): string {
  // Loaded here, so that who writes nothing does not wait for it.
  const unique = process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex');
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${unique}`);
  const fd = openSync(temporary, 'wx');
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
  keepOwner(temporary, file);
  if (mode !== undefined) chmodSync(temporary, mode);
  return temporary;
}

/** Who is allowed to, gives the file to whom it belonged: in a container, root works on the files of others. */
function keepOwner(temporary: string, file: string): void {
  const owner = statSync(file, { throwIfNoEntry: false });
  if (!owner) return;
  try {
    chownSync(temporary, owner.uid, owner.gid);
  } catch {
    // It then belongs to who writes it.
  }
}

function restore({ file, before, mode }: Write): void {
  if (before === undefined) rmSync(file, { force: true });
  else renameSync(layReady(file, before, mode), file);
}

/** Makes a folder and those above it that are missing, and names them. */
function makeFolder(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at); at = path.dirname(at)) missing.unshift(at);
  mkdirSync(folder, { recursive: true });
  return missing;
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
