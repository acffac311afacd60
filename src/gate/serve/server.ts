import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { printable } from '../../lint/message.js';
import { PATIENCE } from '../reply.js';
import type { Workshop } from '../workshop.js';
import type { Environment } from '../world.js';
import { HOST } from './address.js';
import { admit } from './admission.js';
import { bodyReader } from './body.js';
import { healthOf, type Identity } from './health.js';
import { hookAnswer } from './hook-answer.js';
import { isRefusal } from './refusal.js';
import { refuse, respond } from './respond.js';

/** Those beyond are closed at once. */
const MOST_CONNECTIONS = 128;

/** How long a request may take to arrive, in milliseconds: it comes from this machine. */
const ARRIVAL = 5_000;

export interface ServerOptions extends Identity {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly env: Environment;
  readonly workshop: Workshop;
  /** Called when a hook has been answered. */
  readonly onAnswer: () => void;
}

export interface Server {
  readonly port: number;
  /** Takes no more requests; resolves when those under way are answered or have been given up. */
  close(): Promise<void>;
}

/** Starts to answer hooks. Throws what listening throws, such as `EADDRINUSE`. */
export async function startServer({ port, env, workshop, onAnswer, ...identity }: ServerOptions): Promise<Server> {
  const { token } = identity;
  const readBody = bodyReader();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wish = admit(request, door);
    if (isRefusal(wish)) {
      refuse(response, wish);
    } else if (wish.type === 'health') {
      respond(response, healthOf(identity, request.headers));
    } else {
      const body = await readBody(request);
      const answer = isRefusal(body) ? body : await hookAnswer({ body, project: wish.project }, env, workshop);
      if (typeof answer === 'string') respond(response, answer);
      else refuse(response, answer);
      onAnswer();
    }
  };

  const server = createServer(
    {
      headersTimeout: ARRIVAL,
      requestTimeout: ARRIVAL,
      connectionsCheckingInterval: 500,
      maxHeaderSize: 8192,
    },
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        // Mostly the request has broken off, and nobody is there to hear of it.
        refuse(response, { status: 500, note: `nothing was checked: ${printable(String(error))}` });
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.listen({ host: HOST, port });
  await once(server, 'listening');
  const door = { token, port: (server.address() as AddressInfo).port };
  return {
    port: door.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const end = setTimeout(() => {
        server.closeAllConnections();
      }, PATIENCE);
      await closed;
      clearTimeout(end);
    },
  };
}
