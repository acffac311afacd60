import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { HEALTH_PATH, HOOK_PATH } from './address.js';
import type { Refusal } from './refusal.js';
import { isSameToken } from './token.js';

/** What a request wants that may be answered. */
export type Wish =
  | { readonly type: 'health' }
  /** `project`: the project's folder, absolute, where the address names one. */
  | { readonly type: 'hook'; readonly project?: string };

export interface Door {
  readonly token: string;
  readonly port: number;
}

/**
 * Lets requests in of which no web page can be the origin, and that have the token; tells it by their heads alone.
 * Browsers name the page that a request comes from in `Origin`, and in `Host` the name by which they found this
 * address: another one when somebody's DNS pointed there.
 */
export function admit({ method, url = '', headers, headersDistinct }: IncomingMessage, door: Door): Wish | Refusal {
  const { host = [] } = headersDistinct;
  const hosts = [`127.0.0.1:${door.port}`, `localhost:${door.port}`];
  if (host.length !== 1 || !hosts.includes(host[0]?.toLowerCase() ?? '')) {
    return { status: 403, note: 'the Host is not this server' };
  }
  if (headers.origin !== undefined) return { status: 403, note: 'web pages get no answer' };

  const [place = '', query] = url.split('?', 2);
  if (place === HEALTH_PATH) return method === 'GET' ? { type: 'health' } : notAllowed('GET');
  const hook = /^\/hook(?:\/(?<token>[^/]*))?$/u.exec(place);
  if (!hook) return { status: 404, note: `there is nothing here but ${HOOK_PATH} and ${HEALTH_PATH}` };
  if (method !== 'POST') return notAllowed('POST');
  const token = hook.groups?.['token'] ?? tokenIn(headers);
  if (token === undefined || !isSameToken(token, door.token)) {
    return { status: 401, note: 'the token is missing or wrong; stategate serve --url prints the address with it' };
  }
  return withBody(headers, new URLSearchParams(query).get('project'));
}

function withBody(headers: IncomingMessage['headers'], project: string | null): Wish | Refusal {
  if (!/^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/iu.test(headers['content-type'] ?? '')) {
    return { status: 415, note: 'the content type is not application/json' };
  }
  if (!/^(?:identity)?$/iu.test(headers['content-encoding'] ?? '')) {
    return { status: 415, note: 'the content is encoded' };
  }
  if (project !== null && !path.isAbsolute(project)) return { status: 400, note: 'the project is no absolute path' };
  return project === null ? { type: 'hook' } : { type: 'hook', project };
}

function tokenIn(headers: IncomingMessage['headers']): string | undefined {
  const own = headers['x-stategate-token'];
  if (typeof own === 'string') return own;
  return /^Bearer +(\S+)$/iu.exec(headers.authorization ?? '')?.[1];
}

function notAllowed(allow: string): Refusal {
  return { status: 405, note: `this takes ${allow} alone`, headers: { allow } };
}
