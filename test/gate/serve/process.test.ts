import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { VERSION } from '../../../src/version.js';
import { SESSIONS, sessionOf } from '../../support/sessions.js';
import { runCommand } from '../../support/command.js';
import { createRepository } from '../../support/repository.js';
import { temporaryFolder } from '../../workspace/temporary-folder.js';
import { connected, head, heard, post } from './listening.js';
import { hooking, portIn, serving } from './running.js';

const PAYLOAD = { hook_event_name: 'Notification', cwd: '/' };

function tokenOf(home: string): string {
  return readFileSync(path.join(home, '.config/stategate/token'), 'utf8').trim();
}

describe('stategate serve', () => {
  it('answers at the address that --url prints, on this machine alone', async () => {
    const home = temporaryFolder();
    const { line } = serving(home, '--port', '0');
    const port = portIn(await line);
    const { stdout, code } = await serving(home, '--url', '--port', String(port)).ended;
    expect({ stdout, code }).toEqual({ stdout: `http://127.0.0.1:${port}/hook/${tokenOf(home)}\n`, code: 0 });
    expect(await post(port, PAYLOAD, { path: new URL(stdout).pathname })).toMatchObject({ status: 200, text: '{}' });
    const others = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
    for (const host of ['::1', ...others.map(({ address, scopeid }) => address + (scopeid ? `%${scopeid}` : ''))]) {
      await expect(fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/healthz`)).rejects.toThrow();
    }
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends at %s with the answers that are under way', async (name) => {
    const home = temporaryFolder();
    const { child, line, ended } = serving(home, '--port', '0');
    const port = portIn(await line);
    const body = JSON.stringify(PAYLOAD);
    const socket = await connected(port);
    const answer = heard(socket);
    socket.write(
      head(`POST /hook/${tokenOf(home)} HTTP/1.1`, {
        Host: `127.0.0.1:${port}`,
        'Content-Type': 'application/json',
        'Content-Length': body.length,
      }) + body.slice(0, 10),
    );
    // It has the head of the request once it answers another that came after it.
    await post(port, PAYLOAD, { path: `/hook/${tokenOf(home)}` });
    child.kill(name);
    await once(child.stdout!, 'data');
    socket.write(body.slice(10));
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n\{\}$/su);
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends when nobody has asked for a while', async () => {
    const { ended } = serving(temporaryFolder(), '--port', '0', '--idle', '0.001');
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nstategate ends: nobody has asked for 0\.001 minutes\n$/u);
  });

  it('that is running already is found, and left to it', async () => {
    const home = temporaryFolder();
    const port = portIn(await serving(home, '--port', '0').line);
    expect(await serving(home, '--port', String(port)).ended).toEqual({
      code: 0,
      stdout: `stategate ${VERSION} is answering on port ${port} already\n`,
      stderr: '',
    });
    expect(await post(port, PAYLOAD, { path: `/hook/${tokenOf(home)}` })).toMatchObject({ status: 200 });
  });

  it('tells a port that another user’s server has from its own', async () => {
    const port = portIn(await serving(temporaryFolder(), '--port', '0').line);
    expect(await serving(temporaryFolder(), '--port', String(port)).ended).toEqual(taken(port));
  });

  it('tells a port that another program has, whatever that says', async () => {
    const programs = [
      createServer((_request, response) => response.end('{"name":"stategate","version":"1.0.0","proof":"x"}')),
      createServer((_request, response) => {
        const pour = (): void => {
          if (!response.destroyed) response.write('x'.repeat(65_536), pour);
        };
        pour();
      }),
      createSocketServer((socket) => socket.on('error', () => undefined).end('hello\n')),
      createSocketServer((socket) => socket.on('error', () => undefined)),
    ];
    await Promise.all(
      programs.map(async (program) => {
        onTestFinished(() => void program.close());
        await once(program.listen(0, '127.0.0.1'), 'listening');
        const { port } = program.address() as AddressInfo;
        expect(await serving(temporaryFolder(), '--port', String(port)).ended).toEqual(taken(port));
      }),
    );
  });

  it.each([
    [
      ['--port', '65536'],
      "option '--port <number>' argument '65536' is invalid: it must be a whole number from 0 to 65535",
    ],
    [['--port', 'x'], "option '--port <number>' argument 'x' is invalid: it must be a whole number from 0 to 65535"],
    [['--idle', '-1'], "option '--idle <minutes>' argument '-1' is invalid: it must be a number from 0 to 35000"],
    [['--idle', 'long'], "option '--idle <minutes>' argument 'long' is invalid: it must be a number from 0 to 35000"],
  ])('takes no flags like %j', async (flags, words) => {
    expect(await runCommand(['serve', ...flags], { cwd: '/' })).toEqual({
      code: 2,
      stdout: '',
      stderr: `stategate: ${words}\nstategate: see stategate serve --help\n`,
    });
  });

  it('prints no address that leads nowhere', async () => {
    expect(await runCommand(['serve', '--url', '--port', '0'], { cwd: '/' })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'stategate: --url needs the port that the server listens on; which one --port 0 takes is not known before\n',
    });
  });

  it('does not begin without a token that is one', async () => {
    const home = temporaryFolder();
    await serving(home, '--url').ended;
    const file = path.join(home, '.config/stategate/token');
    writeFileSync(file, 'short');
    const { code, stderr } = await serving(home, '--port', '0').ended;
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `stategate: ${file} holds no token; remove it, so that a new one is made, and run init anew\n`,
    });
  });
});

it('the command hook needs no server', async () => {
  const repository = createRepository();
  const home = temporaryFolder();
  const file = `${SESSIONS.v2}/state.json`;
  for (const [name, content] of Object.entries(sessionOf('v2', {}, {}))) repository.write(name, content);
  const payload = {
    hook_event_name: 'PreToolUse',
    cwd: repository.root,
    tool_name: 'Write',
    tool_input: { file_path: path.join(repository.root, file), content: '{' },
  };
  const { code, stdout, stderr } = await hooking(home, payload);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ hookSpecificOutput: { permissionDecision: 'deny' } });
});

function taken(port: number): object {
  const words = `port ${port} is taken by another program, or by the stategate of another user`;
  return { code: 2, stdout: '', stderr: `stategate: ${words}; choose one with --port, for init as well\n` };
}
