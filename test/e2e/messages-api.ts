import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventStream, stopReason } from './event-stream.js';
import { type Block, type Conversation, type MessagesRequest, say, openingOf, type Script } from './script.js';

/** A request as it came. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A Messages API on loopback in which a script plays the model. */
export interface MessagesApi {
  readonly url: string;
  /** All requests so far, in the order in which they came. */
  readonly requests: readonly Recorded[];
  close(): Promise<void>;
}

export async function startMessagesApi(script: Script): Promise<MessagesApi> {
  const requests: Recorded[] = [];
  const model = scriptedModel(script);
  const server = createServer((request, response) => {
    void answer(request, response, requests, model);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, close: () => close(server) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  requests: Recorded[],
  model: (request: MessagesRequest) => readonly Block[],
): Promise<void> {
  const { method = '', url = '' } = request;
  const recorded = { method, path: url.replace(/\?.*/su, ''), body: await text(request) };
  requests.push(recorded);
  if (method === 'HEAD') response.end();
  else if (isForModel(recorded)) sendMessage(response, JSON.parse(recorded.body) as MessagesRequest, model);
  else if (recorded.path === '/v1/messages/count_tokens') sendJson(response, 200, { input_tokens: 1 });
  else sendJson(response, 404, { type: 'error', error: { type: 'not_found_error', message: recorded.path } });
}

/** Whether a request asks the model for an answer. */
export function isForModel({ method, path }: Recorded): boolean {
  return method === 'POST' && path === '/v1/messages';
}

let answers = 0;

function sendMessage(
  response: ServerResponse,
  request: MessagesRequest,
  model: (request: MessagesRequest) => readonly Block[],
): void {
  const blocks = model(request);
  answers += 1;
  const message = { id: `msg_scripted_${answers}`, model: request.model };
  if (request.stream === true) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(eventStream(message, blocks));
    return;
  }
  const usage = { input_tokens: 1, output_tokens: 1 };
  const end = { stop_reason: stopReason(blocks), stop_sequence: null, usage };
  sendJson(response, 200, { ...message, type: 'message', role: 'assistant', content: blocks, ...end });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function scriptedModel(script: Script): (request: MessagesRequest) => readonly Block[] {
  const main = [...script];
  const agents: { prompt: string; turns: Script[number][] }[] = [];
  return (request) => {
    // The client also asks small things on the side (a title, say), for which it offers no tools.
    if ((request.tools ?? []).length === 0) return [say('scripted')];
    const opening = openingOf(request);
    const turns = agents.find(({ prompt }) => opening.includes(prompt))?.turns ?? main;
    const turn = turns.shift() ?? [say('done')];
    const blocks = typeof turn === 'function' ? turn(request) : turn;
    for (const { prompt, script: answers } of conversationsIn(blocks)) agents.push({ prompt, turns: [...answers] });
    return blocks;
  };
}

function conversationsIn(blocks: readonly Block[]): Conversation[] {
  return blocks.flatMap((block) => (block.type === 'tool_use' && block.agent ? [block.agent] : []));
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeAllConnections();
  await closed;
}
