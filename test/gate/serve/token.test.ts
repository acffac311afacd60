import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookUrl } from '../../../src/gate/serve/hook-url.js';
import { userToken } from '../../../src/gate/serve/token.js';
import { temporaryFolder } from '../../workspace/temporary-folder.js';

describe('the token of a user', () => {
  it('is made once, for its user alone', () => {
    const HOME = temporaryFolder();
    const folder = path.join(HOME, '.config/stategate');
    const token = userToken({ HOME });
    expect(token).toMatch(/^[\w-]{43}$/u);
    expect(userToken({ HOME })).toBe(token);
    expect(readdirSync(folder)).toEqual(['token']);
    expect(readFileSync(path.join(folder, 'token'), 'utf8')).toBe(`${token}\n`);
    expect(userToken({ HOME: temporaryFolder() })).not.toBe(token);
  });

  it.skipIf(process.platform === 'win32')('can be read by nobody else', () => {
    const HOME = temporaryFolder();
    const file = path.join(HOME, '.config/stategate/token');
    userToken({ HOME });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    chmodSync(file, 0o640);
    expect(() => userToken({ HOME })).toThrow(/is open to others; remove it/u);
  });

  it('lies where the user keeps configuration', () => {
    const [HOME, folder] = [temporaryFolder(), temporaryFolder()];
    userToken({ HOME, XDG_CONFIG_HOME: folder });
    expect(readdirSync(folder)).toEqual(['stategate']);
    userToken({ HOME, XDG_CONFIG_HOME: 'relative' });
    expect(readdirSync(HOME)).toEqual(['.config']);
  });

  it('that is none is told', () => {
    const HOME = temporaryFolder();
    const file = path.join(HOME, '.config/stategate/token');
    mkdirSync(path.dirname(file), { recursive: true });
    for (const text of ['', 'short', `${'a'.repeat(42)}\u00e9`]) {
      writeFileSync(file, text, { mode: 0o600 });
      expect(() => userToken({ HOME })).toThrow(/holds no token; remove it/u);
    }
  });

  it('that cannot be made is told', () => {
    const HOME = temporaryFolder();
    writeFileSync(path.join(HOME, '.config'), '');
    expect(() => userToken({ HOME })).toThrow(/cannot be read or made \(ENOTDIR\)/u);
  });
});

it('the address of hooks names the token, and the project where it is known', () => {
  const env = { HOME: temporaryFolder() };
  const token = userToken(env);
  expect(hookUrl(env)).toBe(`http://127.0.0.1:27417/hook/${token}`);
  const url = new URL(hookUrl(env, { port: 4000, project: '/home/ada/a & b?' }));
  expect([url.port, url.pathname, url.searchParams.get('project')]).toEqual([
    '4000',
    `/hook/${token}`,
    '/home/ada/a & b?',
  ]);
});
