import { closeSync } from 'node:fs';
import type { Hash } from 'node:crypto';
import path from 'node:path';
import { openSource, readChunks } from '../../document/read.js';
import type { Reading } from '../../lint/inputs.js';
import { isThere, realPath } from '../../workspace/standing.js';
import { type Stamp, stampOf } from './stamp.js';

/** What a verdict on files rests on. Plain data. */
export interface Basis {
  readonly files: readonly ReadFile[];
  /** Files that were looked for and were not there. */
  readonly absent: readonly string[];
}

/** A file as it was when it was read. */
export interface ReadFile {
  readonly path: string;
  readonly size: number;
  /** Its stamp before it was read, if that was settled; then a file with this stamp has this content. */
  readonly stamp: string | undefined;
  /** The SHA-256 of the bytes that were read. */
  readonly hash: string;
}

/** Notes what a verdict rests on, while it comes about. */
export interface Recorder extends Reading {
  /** `undefined` where it rests on something that nobody can come back to: what could not be read, or where links lead. */
  basis(): Basis | undefined;
}

export function createRecorder(): Recorder {
  const files = new Map<string, ReadFile | undefined>();
  const absent: string[] = [];
  return {
    file(name) {
      const stamp = stampOf(name);
      files.set(name, undefined);
      const hash = sha256();
      let size = 0;
      return (bytes) => {
        if (bytes) {
          hash.update(bytes);
          size += bytes.length;
        } else if (stamp) {
          files.set(name, { path: name, size, stamp: settled(stamp), hash: hash.digest('base64url') });
        }
      };
    },
    absent: (name) => absent.push(name),
    basis() {
      const read = [...files.values()].filter((file) => file !== undefined);
      return read.length === files.size && hasNoLinks([...files.keys(), ...absent])
        ? { files: read, absent }
        : undefined;
    },
  };
}

/**
 * Whether all that a verdict rests on is as it was; then the basis as it is now, with the stamps of today.
 *
 * @param trustsStamps whether a file with a settled stamp is taken to have its content without being read
 */
export function renewed({ files, absent }: Basis, trustsStamps: boolean): Basis | undefined {
  if (!hasNoLinks([...files.map((file) => file.path), ...absent]) || absent.some(isThere)) return undefined;
  const now: ReadFile[] = [];
  for (const file of files) {
    const stamp = stampOf(file.path);
    if (stamp?.size !== file.size) return undefined;
    if (trustsStamps && stamp.text === file.stamp) {
      now.push(file);
    } else {
      if (hashOf(file.path) !== file.hash) return undefined;
      now.push({ ...file, stamp: settled(stamp) });
    }
  }
  return { files: now, absent };
}

function settled({ text, isSettled }: Stamp): string | undefined {
  return isSettled ? text : undefined;
}

/** Whether no link leads to the folders of these files: a link can be led elsewhere without a trace in the file. */
function hasNoLinks(files: readonly string[]): boolean {
  return [...new Set(files.map((file) => path.dirname(file)))].every((folder) => realPath(folder) === folder);
}

function hashOf(file: string): string | undefined {
  const source = openSource(file, undefined);
  if ('rule' in source) return undefined;
  try {
    const hash = sha256();
    for (const bytes of readChunks(source)) hash.update(bytes);
    return hash.digest('base64url');
  } catch {
    return undefined;
  } finally {
    closeSync(source.fd);
  }
}

/** Node's own is loaded when it is first needed: most checks keep nothing. */
function sha256(): Hash {
  return process.getBuiltinModule('node:crypto').createHash('sha256');
}
