import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { keptWorkshop } from '../../../src/gate/serve/kept-workshop.js';
import { type Server, type ServerOptions, startServer } from '../../../src/gate/serve/server.js';

export const TOKEN = 'w'.repeat(43);

/** A server on a free port, closed when the test is over. */
export async function listening(options: Partial<ServerOptions> = {}): Promise<Server> {
  const server = await startServer({
    port: 0,
    token: TOKEN,
    version: '1.2.3',
    env: { HOME: path.join('/', 'home', 'nobody') },
    workshop: keptWorkshop(),
    onAnswer: () => undefined,
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

export interface Posted {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a body as the client does: text as it is, other values as JSON. */
export async function post(port: number, body: unknown, { path: at, headers }: Posted = {}): Promise<Answer> {
  const sent = request({
    host: '127.0.0.1',
    port,
    path: at ?? `/hook/${TOKEN}`,
    method: 'POST',
    headers: { accept: 'application/json, text/plain, */*', 'content-type': 'application/json', ...headers },
    agent: false,
  });
  sent.end(typeof body === 'string' ? body : JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += piece as string;
  return { status: response.statusCode ?? 0, type: response.headers['content-type'], text };
}

/** A connection that has been made, destroyed when the test is over. */
export async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  // It may be reset at any moment; 'close' tells that it is over.
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** All that the other end says until it closes the connection. */
export async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (piece: string) => (text += piece));
  await closing(socket);
  return text;
}

/** Resolves when a connection is closed, be it with an error. */
function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
}

/** Sends bytes as they are, and returns all that comes back until the connection is closed. */
export async function speak(port: number, text: string): Promise<string> {
  const socket = await connected(port);
  const answer = heard(socket);
  socket.write(text, 'latin1');
  return answer;
}

/** The head of a request: its first line, its headers, an empty line. */
export function head(first: string, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${first}\r\n${lines.join('')}\r\n`;
}
