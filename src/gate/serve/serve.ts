import { Fault } from '../../lint/fault.js';
import { HOST } from './address.js';
import { type Identity, serverVersion } from './health.js';
import { idleness } from './idleness.js';
import { keptWorkshop } from './kept-workshop.js';
import { type Server, type ServerOptions, startServer } from './server.js';
import { warm } from './warm.js';

export interface ServeOptions extends Identity, Pick<ServerOptions, 'port' | 'env'> {
  /** After so many milliseconds without a hook it stops; 0: never. */
  readonly idle: number;
}

/** What came of starting: a server of this process, or the version of one of the same user that was there before. */
export type Started = { readonly server: Server; readonly isIdle: Promise<void> } | { readonly found: string };

/** Starts the server with all it needs, unless it is running. Throws a `Fault` where it cannot listen. */
export async function serve({ port, env, idle, ...identity }: ServeOptions): Promise<Started> {
  const { begun: isIdle, interrupt: onAnswer } = idleness(idle);
  const options = { ...identity, port, env, workshop: keptWorkshop(), onAnswer };
  const server = await startServer(options).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (server instanceof Error) {
    if (server.code !== 'EADDRINUSE') {
      throw new Fault(`nothing can listen on ${HOST}:${port} (${server.code ?? server.message})`);
    }
    const found = await serverVersion(port, identity.token);
    if (found !== undefined) return { found };
    throw new Fault(
      `port ${port} is taken by another program, or by the stategate of another user; choose one with --port, for init as well`,
    );
  }
  await warm();
  return { server, isIdle };
}
