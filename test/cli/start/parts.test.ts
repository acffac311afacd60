import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { cacheFolder } from '../../../src/cli/start/cache-folder.js';
import { temporaryFolder } from '../../workspace/temporary-folder.js';

const ONE = `const path=require('node:path');const two=require('./two.cjs');exports.says=()=>path.basename('a/b')+two.says(1)`;
const TWO = `exports.says=(n)=>'two'.repeat(n)`;

/** A program of two files, and the folder in which its compiled code is kept. */
function program(): { folder: string; cache: string } {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'one.cjs'), ONE);
  writeFileSync(path.join(folder, 'two.cjs'), TWO);
  writeFileSync(path.join(folder, 'runner.cjs'), RUNNER!.contents);
  return { folder, cache: path.join(temporaryFolder(), 'code') };
}

/** Loads a program and prints what it says: in a process of its own, as V8 remembers what it compiled before. */
const [RUNNER] = buildSync({
  stdin: {
    contents: `
      import { codeCache } from './src/cli/start/code-cache.js';
      import { partsIn } from './src/cli/start/parts.js';
      const [folder, cache, course] = process.argv.slice(2);
      const parts = partsIn(folder, codeCache(cache));
      console.log(parts.load('./one.cjs').says());
      parts.keep(course);`,
    resolveDir: path.join(import.meta.dirname, '../../..'),
  },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  write: false,
}).outputFiles;

/** Runs it once, by some course, and returns what it said. */
function run({ folder, cache }: ReturnType<typeof program>, course = 'a'): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path.join(folder, 'runner.cjs'), folder, cache, course],
    { encoding: 'utf8' },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.trimEnd();
}

/** What is kept, file by file: inode and length tell whether one was written anew. */
function kept({ cache }: ReturnType<typeof program>): string[] {
  return readdirSync(cache).map((name) => {
    const { ino, size } = statSync(path.join(cache, name));
    return `${name} ${ino} ${size}`;
  });
}

const placeOf = ({ cache }: ReturnType<typeof program>, name: string): string =>
  path.join(
    cache,
    readdirSync(cache).find((one) => one.startsWith(name))!,
  );

describe('compiled code', () => {
  test('is kept of each file that was loaded, and the program does the same with it', () => {
    const one = program();
    expect([run(one), kept(one).length, run(one)]).toEqual(['btwo', 2, 'btwo']);
  });

  test('is written anew for a way that was not taken before, and for no other', () => {
    const one = program();
    run(one, 'a');
    const first = kept(one);
    run(one, 'a');
    expect(kept(one)).toEqual(first);
    run(one, 'b');
    const second = kept(one);
    expect(second).not.toEqual(first);
    run(one, 'a');
    run(one, 'b');
    expect(kept(one)).toEqual(second);
  });

  test('of a file that is another one now is not used, though that is as long', () => {
    const one = program();
    run(one);
    writeFileSync(path.join(one.folder, 'two.cjs'), TWO.replace('two', 'TWO'));
    expect([run(one), run(one)]).toEqual(['bTWO', 'bTWO']);
  });

  test.each([
    ['nothing', () => ''],
    ['no header', () => 'nonsense'],
    ['another header', () => '{"of":"","courses":["a"]}\n'],
    ['the header alone', (text: string) => text.slice(0, text.indexOf('\n') + 1)],
    ['half of it', (text: string) => text.slice(0, text.length * 0.75)],
    ['a byte at its end', (text: string) => `${text.slice(0, -9)}\0${text.slice(-8)}`],
    ['bytes all over it', (text: string) => text.slice(0, 300) + text.slice(300).replaceAll('\0', '\x11')],
  ])('that is damaged is made anew: %s', (_what, damage) => {
    const one = program();
    run(one);
    const place = placeOf(one, 'two');
    const whole = readFileSync(place, 'latin1');
    writeFileSync(place, damage(whole), 'latin1');
    expect(run(one)).toBe('btwo');
    expect(readFileSync(place, 'latin1')).not.toBe(damage(whole));
    expect(statSync(place).size).toBe(whole.length);
  });

  test.runIf(process.platform !== 'win32')('that others may write is not used', () => {
    const one = program();
    run(one);
    const [first] = kept(one);
    for (const name of readdirSync(one.cache)) chmodSync(path.join(one.cache, name), 0o666);
    expect(run(one)).toBe('btwo');
    expect(kept(one)[0]).not.toBe(first);
    expect(readdirSync(one.cache).map((name) => statSync(path.join(one.cache, name)).mode & 0o777)).toEqual([
      0o600, 0o600,
    ]);
  });

  test('that cannot be kept does not keep the program from its work', () => {
    const one = program();
    const place = path.join(one.folder, 'one.cjs', 'code');
    expect(run({ ...one, cache: place })).toBe('btwo');
    expect(existsSync(place)).toBe(false);
  });

  test('leaves nothing half written behind', () => {
    const one = program();
    run(one);
    expect(readdirSync(one.cache).filter((name) => name.startsWith('tmp'))).toEqual([]);
  });
});

test.each([
  [{ XDG_CACHE_HOME: '/x', HOME: '/home/ada' }, '/x/stategate/code'],
  [{ XDG_CACHE_HOME: 'x', HOME: '/home/ada' }, '/home/ada/.cache/stategate/code'],
  [{ HOME: '/home/ada' }, '/home/ada/.cache/stategate/code'],
  [{}, undefined],
  [{ HOME: '/home/ada', NODE_DISABLE_COMPILE_CACHE: '1' }, undefined],
])('with %j it is kept in %s', (env, folder) => {
  expect(cacheFolder(env)).toBe(folder);
});
