import type { ServerResponse } from 'node:http';
import type { Refusal } from './refusal.js';

/**
 * Each answer closes its connection. One that is kept open may be closed by the server just when the client sends the
 * next event over it; the client would take that for an answer, and the event would pass unseen.
 */
const ALWAYS = { connection: 'close', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Answers with JSON. */
export function respond(response: ServerResponse, text: string): void {
  send(response, 200, text, { 'content-type': 'application/json' });
}

/** Answers with a line that the client shows to the user; it holds nothing up. */
export function refuse(response: ServerResponse, { status, note, headers }: Refusal): void {
  send(response, status, `stategate: ${note}\n`, { 'content-type': 'text/plain; charset=utf-8', ...headers });
}

function send(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { ...ALWAYS, ...headers, 'content-length': String(Buffer.byteLength(text)) }).end(text);
}
