import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { Fault } from '../../lint/fault.js';
import type { Environment } from '../world.js';

/** What a token looks like: 32 random bytes in base64url. */
const TOKEN = /^[\w-]{43}$/u;

/**
 * The token by which the server knows its user: read from `stategate/token` in the folder for configuration, and made
 * there at the first time, so that the addresses in settings stay valid. Throws a `Fault` when others may read it.
 */
export function userToken(env: Environment): string {
  const file = tokenFile(env);
  try {
    return readToken(file) ?? makeToken(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new Fault(`the token ${file} cannot be read or made (${code})`);
  }
}

/** Tells in the same time whatever part of them agrees. */
export function isSameToken(one: string, other: string): boolean {
  return timingSafeEqual(digest(one, ''), digest(other, ''));
}

/** What only who has the token can say to a question: so the server proves whose it is without showing the token. */
export function proofOf(token: string, question: string): string {
  return digest(token, question).toString('base64url');
}

function digest(token: string, text: string): Buffer {
  return createHmac('sha256', token).update(text).digest();
}

/** @see https://specifications.freedesktop.org/basedir/latest/ by which a relative folder is passed over */
function tokenFile(env: Environment): string {
  const named = env['XDG_CONFIG_HOME'] ?? '';
  const folder = path.isAbsolute(named) ? named : path.join(env['HOME'] ?? homedir(), '.config');
  return path.join(folder, 'stategate', 'token');
}

function readToken(file: string): string | undefined {
  let fd: number;
  try {
    // Without waiting for a writer where it is a FIFO.
    fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw new Fault(`the token ${file} is no file; remove it`);
    // Windows knows neither owners by number nor these modes.
    const owner = process.getuid?.();
    if (owner !== undefined && (stats.uid !== owner || (stats.mode & 0o077) !== 0)) {
      throw new Fault(`the token ${file} is open to others; remove it, so that a new one is made, and run init anew`);
    }
    const token = readFileSync(fd, 'utf8').trim();
    if (!TOKEN.test(token)) {
      throw new Fault(`${file} holds no token; remove it, so that a new one is made, and run init anew`);
    }
    return token;
  } finally {
    closeSync(fd);
  }
}

/** Whole from its first moment on; where another process makes one at the same time, there is one for both. */
function makeToken(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}-${randomBytes(6).toString('hex')}`;
  writeFileSync(fresh, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  const token = readToken(file);
  if (token === undefined) throw new Fault(`the token ${file} is gone as soon as it is made`);
  return token;
}
