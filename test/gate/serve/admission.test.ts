import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { connected, head, heard, listening, post, speak, TOKEN } from './listening.js';

const BODY = '{"hook_event_name":"Notification","cwd":"/"}';
const GOOD = { 'Content-Type': 'application/json', 'Content-Length': BODY.length };
const CHUNKED = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
const PATH = `/hook/${TOKEN}`;

/** What came back: the status, or what there was where there is none. */
function statusOf(answer: string): number | string {
  return Number(/^HTTP\/1\.1 (\d{3}) /u.exec(answer)?.[1] ?? NaN) || answer;
}

describe('a request', () => {
  it.each<[string, string, Record<string, string | number>, number]>([
    ['that is right', `POST ${PATH}`, {}, 200],
    ['for the name localhost', `POST ${PATH}`, { Host: 'localhost:PORT' }, 200],
    ['for another host, as after DNS rebinding', `POST ${PATH}`, { Host: 'rebound.example:PORT' }, 403],
    ['for a host that begins like this one', `POST ${PATH}`, { Host: '127.0.0.1:PORT.example.org' }, 403],
    ['for another port', `POST ${PATH}`, { Host: '127.0.0.1:1' }, 403],
    ['for no port', `POST ${PATH}`, { Host: '127.0.0.1' }, 403],
    ['for another host by its address', `POST http://rebound.example${PATH}`, {}, 404],
    ['from a web page', `POST ${PATH}`, { Origin: 'https://example.org' }, 403],
    ['from a web page of nowhere', `POST ${PATH}`, { Origin: 'null' }, 403],
    ['from a web page of this very address', `POST ${PATH}`, { Origin: 'http://127.0.0.1:PORT' }, 403],
    ['without a token', 'POST /hook', {}, 401],
    ['with an empty token', 'POST /hook/', {}, 401],
    ['with a wrong token', `POST /hook/${'v'.repeat(43)}`, {}, 401],
    ['with the beginning of the token', `POST ${PATH.slice(0, -1)}`, {}, 401],
    ['with more than the token', `POST ${PATH}w`, {}, 401],
    ['with a wrong token in a header', 'POST /hook', { 'X-Stategate-Token': 'no' }, 401],
    ['with a password', 'POST /hook', { Authorization: 'Basic bm86bm8=' }, 401],
    ['for another place', 'POST /', {}, 404],
    ['for a place below', `POST ${PATH}/x`, {}, 404],
    ['for a place above', `POST ${PATH}/../../healthz`, {}, 404],
    ['for a place that is encoded', `POST /%68ook/${TOKEN}`, {}, 404],
    ['by another method', `GET ${PATH}`, {}, 405],
    ['to change the server', `DELETE ${PATH}`, {}, 405],
    ['that asks what it may, as browsers do', `OPTIONS ${PATH}`, { 'Access-Control-Request-Method': 'POST' }, 405],
    ['to write the health', 'POST /healthz', {}, 405],
    ['with text', `POST ${PATH}`, { 'Content-Type': 'text/plain' }, 415],
    ['with a form', `POST ${PATH}`, { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['with JSON in another encoding', `POST ${PATH}`, { 'Content-Type': 'application/json; charset=utf-16' }, 415],
    ['with JSON in the encoding it has', `POST ${PATH}`, { 'Content-Type': 'application/json; charset=UTF-8' }, 200],
    ['that is compressed', `POST ${PATH}`, { 'Content-Encoding': 'gzip' }, 415],
    ['for a project that is no absolute path', `POST ${PATH}?project=x`, {}, 400],
    ['longer than can be', `POST ${PATH}`, { 'Content-Length': 64 * 1024 * 1024 + 1 }, 413],
    ['of no length that can be', `POST ${PATH}`, { 'Content-Length': -1 }, 400],
    ['with a huge header', `POST ${PATH}`, { 'X-Huge': 'x'.repeat(100_000) }, 431],
    ['with two lengths', `POST ${PATH}`, { 'Transfer-Encoding': 'chunked' }, 400],
  ])('%s', async (_what, first, headers, status) => {
    const { port } = await listening();
    const all = { Host: '127.0.0.1:PORT', ...GOOD, ...headers };
    const text = head(`${first} HTTP/1.1`, all).replaceAll('PORT', String(port));
    expect(statusOf(await speak(port, text + BODY))).toBe(status);
  });

  it('without a host, or with two, gets no answer', async () => {
    const { port } = await listening();
    expect(statusOf(await speak(port, head(`POST ${PATH} HTTP/1.1`, GOOD) + BODY))).toBe(400);
    expect(statusOf(await speak(port, head(`POST ${PATH} HTTP/1.0`, GOOD) + BODY))).toBe(403);
    const two = { Host: `127.0.0.1:${port}`, host: 'rebound.example', ...GOOD };
    expect(statusOf(await speak(port, head(`POST ${PATH} HTTP/1.1`, two) + BODY))).toBe(403);
  });

  it('of HTTP/1.0 is answered', async () => {
    const { port } = await listening();
    const text = head(`POST ${PATH} HTTP/1.0`, { Host: `127.0.0.1:${port}`, ...GOOD });
    expect(statusOf(await speak(port, text + BODY))).toBe(200);
  });

  it('that others follow on the same connection is answered, the others are not', async () => {
    const { port } = await listening();
    const one = head(`POST ${PATH} HTTP/1.1`, { Host: `127.0.0.1:${port}`, ...GOOD }) + BODY;
    const answer = await speak(port, one.repeat(20));
    expect(answer.match(/^HTTP\/1\.1 200/gmu)).toHaveLength(1);
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
  });

  it('that is no HTTP at all is closed', async () => {
    const { port } = await listening();
    expect(statusOf(await speak(port, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'))).toBe(400);
    expect(await speak(port, head('CONNECT example.org:443 HTTP/1.1', { Host: 'example.org:443' }))).toBe('');
  });

  it('that breaks off is no harm', async () => {
    const { port } = await listening();
    const socket = await connected(port);
    const all = { Host: `127.0.0.1:${port}`, ...GOOD, 'Content-Length': 1000, Expect: '100-continue' };
    const told = new Promise((resolve) => socket.once('data', resolve));
    socket.write(head(`POST ${PATH} HTTP/1.1`, all));
    await told;
    socket.resetAndDestroy();
    expect(await post(port, BODY)).toMatchObject({ status: 200 });
  });
});

describe('whoever wants to keep the server busy', () => {
  it('is stopped when a body has no end', async () => {
    const { port } = await listening();
    const socket = await connected(port);
    const answer = heard(socket);
    socket.write(head(`POST ${PATH} HTTP/1.1`, { Host: `127.0.0.1:${port}`, ...CHUNKED }));
    const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`;
    let sent = 0;
    const more = (): void => {
      while (!socket.destroyed && socket.writable && sent < 1000) {
        sent += 1;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('drain', more);
    more();
    expect(statusOf(await answer)).toBe(413);
    expect(sent).toBeLessThan(200);
  });

  it('is cut off when a head or a body does not come to its end', async () => {
    const { port } = await listening();
    const host = { Host: `127.0.0.1:${port}` };
    const begun = performance.now();
    const answers = await Promise.all([
      speak(port, ''),
      speak(port, head(`POST ${PATH} HTTP/1.1`, host).slice(0, -2)),
      speak(port, head(`POST ${PATH} HTTP/1.1`, { ...host, ...GOOD }) + BODY.slice(1)),
      speak(port, head(`POST ${PATH} HTTP/1.1`, { ...host, ...CHUNKED })),
    ]);
    expect(answers.map(statusOf)).toEqual([408, 408, 408, 408]);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('has so many connections and no more', async () => {
    const { port } = await listening();
    const sockets: Socket[] = [];
    const refused = new Set<Socket>();
    await new Promise<void>((resolve) => {
      for (let index = 0; index < 1000; index += 1) {
        void connected(port).then((socket) => {
          sockets.push(socket);
          socket.resume().once('close', () => {
            refused.add(socket);
            if (refused.size === 1000 - 128) resolve();
          });
        });
      }
    });
    expect(refused.size).toBe(1000 - 128);
    const held = sockets.find((socket) => !refused.has(socket))!;
    const answer = heard(held);
    held.write(head('GET /healthz HTTP/1.1', { Host: `127.0.0.1:${port}` }));
    expect(statusOf(await answer)).toBe(200);
    expect(await post(port, BODY)).toMatchObject({ status: 200 });
  });
});

it('the health is told to whoever asks, and holds no secret', async () => {
  const { port } = await listening();
  const answer = await speak(port, head('GET /healthz HTTP/1.1', { Host: `127.0.0.1:${port}` }));
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
    status: 'ok',
    name: 'stategate',
    version: '1.2.3',
  });
  const asked = { Host: `127.0.0.1:${port}`, 'X-Stategate-Question': 'who?' };
  expect(await speak(port, head('GET /healthz HTTP/1.1', asked))).not.toContain(TOKEN);
});
