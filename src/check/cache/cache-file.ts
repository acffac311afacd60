import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSource, readChunks, readWhole, type Source } from '../../document/read.js';
import { Fault } from '../../lint/fault.js';
import { printable } from '../../lint/message.js';

/** Of the way in which verdicts are kept. */
const FORMAT = 1;

/** What a cache of any format begins with. */
const BEGINNING = '{"stategate":';

/** In bytes; nobody has a cache as large as this. */
const LARGEST = 512 * 1024 * 1024;

/**
 * Reads what was kept for a purpose, as it was given to `writeCache`; `undefined` where nothing was, where it was for
 * another purpose, and where it is not whole or no JSON.
 *
 * @param purpose what has to be the same for it to be of use
 */
export function readCache(file: string, purpose: string): unknown {
  const text = textOf(file);
  if (text === undefined) return undefined;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (text.slice(0, end) !== headerOf(purpose, body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // The checksum is that of a text which is no JSON.
  }
}

/**
 * Throws a `Fault` where something stands that is no cache: `writeCache` would put a file in its place, be it a device or
 * the user's own work. What is empty, or has been cut short, is taken for a cache.
 */
export function refuseOther(file: string): void {
  if (!existsSync(file)) return;
  const source = openSource(file, undefined);
  if ('rule' in source && source.message === 'denied') {
    throw new Fault(
      `${printable(file)} may not be read (${String(source.data['reason'])}); name another place for the cache`,
    );
  }
  const isCache = !('rule' in source) && beginsAsCache(source);
  if (!isCache) throw new Fault(`${printable(file)} is no cache of stategate; name another place for it`);
}

function beginsAsCache(source: Source): boolean {
  try {
    const [bytes = new Uint8Array()] = readChunks(source);
    const beginning = new TextDecoder().decode(bytes.subarray(0, BEGINNING.length));
    return BEGINNING.startsWith(beginning);
  } finally {
    closeSync(source.fd);
  }
}

/** Puts something in the place of what was kept, at once for whoever reads it meanwhile. Throws errors of the system. */
export function writeCache(file: string, purpose: string, value: unknown): void {
  const body = JSON.stringify(value);
  const temporary = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(temporary, `${headerOf(purpose, body)}\n${body}`, { flag: 'wx', mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function headerOf(purpose: string, body: string): string {
  return JSON.stringify({ stategate: FORMAT, purpose, checksum: hashOf(body) });
}

/** A name for a text, which no other text has. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function textOf(file: string): string | undefined {
  const source = openSource(file, undefined);
  if ('rule' in source) return undefined;
  try {
    const bytes = readWhole(source, LARGEST);
    return 'rule' in bytes ? undefined : new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  } finally {
    closeSync(source.fd);
  }
}
