import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { isObject } from '../payload.js';
import { HEALTH_PATH, HOST } from './address.js';
import { isSameToken, proofOf } from './token.js';

/** In this header a question may come, to which only a server of the same user knows the answer. */
const QUESTION = 'x-stategate-question';

/** Longer answers are nobody's that this asks for. */
const MOST_CHARACTERS = 4096;

/** In milliseconds. */
const PATIENCE = 2_000;

export interface Identity {
  readonly version: string;
  readonly token: string;
}

/** What the server says of itself to whoever asks: nothing that is secret. */
export function healthOf({ version, token }: Identity, headers: IncomingHttpHeaders): string {
  const question = headers[QUESTION];
  const proof = typeof question === 'string' && { proof: proofOf(token, question) };
  return `${JSON.stringify({ status: 'ok', name: 'stategate', version, ...proof })}\n`;
}

/**
 * Asks whoever listens on a port whether it is a server of this user: its version then, and `undefined` if it is
 * anything else. The token is not shown to it.
 */
export async function serverVersion(port: number, token: string): Promise<string | undefined> {
  const question = randomBytes(16).toString('base64url');
  const answer = await ask(port, question).catch(() => undefined);
  if (!isObject(answer) || answer['name'] !== 'stategate') return undefined;
  const { proof, version } = answer;
  if (typeof proof !== 'string' || typeof version !== 'string') return undefined;
  return isSameToken(proof, proofOf(token, question)) ? version : undefined;
}

async function ask(port: number, question: string): Promise<unknown> {
  const options = { host: HOST, port, path: HEALTH_PATH, headers: { [QUESTION]: question }, agent: false };
  const request = get({ ...options, signal: AbortSignal.timeout(PATIENCE) });
  // What comes after the head is told by the response as well.
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response.setEncoding('utf8')) {
    text += piece as string;
    if (text.length > MOST_CHARACTERS) throw new Error('it says too much');
  }
  return JSON.parse(text);
}
