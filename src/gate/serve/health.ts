import { randomBytes } from 'node:crypto';
import { get, type IncomingHttpHeaders } from 'node:http';
import { isObject } from '../payload.js';
import { HEALTH_PATH, HOST } from './address.js';
import { isSameToken, proofOf } from './token.js';

/** In this header a question may come, to which only a server of the same user knows the answer. */
const QUESTION = 'x-stategate-question';

/** Longer answers are nobody's that this asks for. */
const MOST_BYTES = 4096;

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

function ask(port: number, question: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { host: HOST, port, path: HEALTH_PATH, headers: { [QUESTION]: question }, agent: false };
    const request = get({ ...options, signal: AbortSignal.timeout(PATIENCE) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', reject);
      response.on('data', (piece: string) => {
        text += piece;
        if (text.length > MOST_BYTES) response.destroy(new Error('it says too much'));
      });
      response.on('end', () => {
        try {
          resolve(JSON.parse(text));
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    request.on('error', reject);
  });
}
