import { closeSync } from 'node:fs';
import type { Hash } from 'node:crypto';
import path from 'node:path';
import { openSource, readChunks } from '../../document/read.js';
import type { AroundWhat, Reading } from '../../lint/inputs.js';
import type { Surroundings } from '../../lint/surroundings.js';
import { isThere, realPath } from '../../workspace/standing.js';
import type { AroundSessions } from '../around-sessions.js';
import { type Stamp, stampOf } from './stamp.js';

/** What a verdict on files rests on. Plain data. */
export interface Basis {
  readonly files: readonly ReadFile[];
  /** Files that were looked for and were not there. */
  readonly absent: readonly string[];
  /** What was asked of what lies around a session, where anything was. */
  readonly around?: AskedAround;
}

/** Questions about what lies around a session, and how they were answered. */
export interface AskedAround extends AroundWhat {
  readonly asked: readonly (readonly [question: keyof Surroundings, about: readonly string[], answer: string])[];
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
  let around: AskedAround | undefined;
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
    around(what) {
      const asked = new Map<string, AskedAround['asked'][number]>();
      return (question, about, answer) => {
        asked.set(JSON.stringify([question, about]), [question, about, printOf(answer)]);
        around = { ...what, asked: [...asked.values()] };
      };
    },
    basis() {
      const read = [...files.values()].filter((file) => file !== undefined);
      return read.length === files.size && hasNoLinks([...files.keys(), ...absent])
        ? { files: read, absent, ...(around && { around }) }
        : undefined;
    },
  };
}

/**
 * Whether all that a verdict rests on is as it was; then the basis as it is now, with the stamps of today.
 *
 * @param trustsStamps whether a file with a settled stamp is taken to have its content without being read
 */
export function renewed({ files, absent, ...rest }: Basis, trustsStamps: boolean): Basis | undefined {
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
  return { files: now, absent, ...rest };
}

/** Whether what lies around a session is still such that each question is answered as it was. */
export async function isAsItWas(asked: AskedAround, aroundSessions: AroundSessions): Promise<boolean> {
  const around = await aroundSessions.of(asked.session, asked.root, asked.commits);
  return asked.asked.every(([question, about, answer]) => {
    const ask = around[question] as (...about: readonly string[]) => unknown;
    return printOf(ask(...about)) === answer;
  });
}

/** What tells an answer from others; long ones, such as the text of a file, are not kept. */
function printOf(answer: unknown): string {
  const text = answer === undefined ? '' : JSON.stringify(answer);
  return text.length < 64 ? text : sha256().update(text).digest('base64url');
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
