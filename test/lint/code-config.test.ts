import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { Fault } from '../../src/lint/fault.js';
import { runCommand } from '../support/command.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

/** Dev notes whose id is not the name of their folder: one error of `session-id-matches-folder`. */
const WRONG: Tree = { 'agents/sessions/x/dev-notes.json': { session_id: 'y', notes: [] } };
const RULES = "{ 'session-id-matches-folder': 'info' }";
const FROM = path.resolve(import.meta.dirname, '../../node_modules');

async function severities(cwd: string, config?: string): Promise<string[]> {
  const { diagnostics } = await check({ cwd, ...(config !== undefined && { config }) });
  return diagnostics.map(({ severity }) => severity);
}

/** A package of this project's, as if the tree had installed it. */
function install(cwd: string, name: string): string {
  mkdirSync(path.join(cwd, 'node_modules'), { recursive: true });
  symlinkSync(path.join(FROM, name), path.join(cwd, 'node_modules', name));
  return cwd;
}

describe('a program that makes a configuration', () => {
  test.each<[name: string, file: string, tree: Tree]>([
    ['an ES module', 'a.mjs', { 'a.mjs': `export default { rules: ${RULES} };` }],
    ['a CommonJS module', 'a.cjs', { 'a.cjs': `module.exports = { rules: ${RULES} };` }],
    [
      'a module of the sort that its package says',
      'a.js',
      { 'a.js': `export default { rules: ${RULES} };`, 'package.json': { type: 'module' } },
    ],
    [
      'one that imports another, and waits for it',
      'a.mjs',
      {
        'a.mjs': "const { rules } = await import('./rules.mjs'); export default { rules };",
        'rules.mjs': `export const rules = ${RULES};`,
      },
    ],
    [
      'one that extends a file, by a path from its own folder',
      'sub/a.mjs',
      {
        'sub/a.mjs': "export default { extends: './b.json' };",
        'sub/b.json': { rules: { 'session-id-matches-folder': 'info' } },
      },
    ],
    [
      'one with a name that needs escapes in an address',
      'a #%3f é.mjs',
      { 'a #%3f é.mjs': `export default { rules: ${RULES} };` },
    ],
  ])('holds where it is named: %s', async (_name, file, tree) => {
    expect(await severities(treeOnDisk({ ...WRONG, ...tree }), file)).toEqual(['info']);
  });

  const typed = {
    ...WRONG,
    'a.ts': `import type {} from 'node:fs';\nconst rules: object = ${RULES};\nexport default { rules } as { rules: object };`,
  };

  test.each(['esbuild', 'typescript'])('holds where it is TypeScript, compiled by %s', async (compiler) => {
    expect(await severities(install(treeOnDisk(typed), compiler), 'a.ts')).toEqual(['info']);
  });

  test('takes in other TypeScript where there is esbuild', async () => {
    const cwd = treeOnDisk({
      ...WRONG,
      'a.ts': "import { rules } from './rules';\nexport default { rules };",
      'rules.ts': `export const rules: object = ${RULES};`,
    });
    expect(await severities(install(cwd, 'esbuild'), 'a.ts')).toEqual(['info']);
  });

  test('may take in a package at its run, where it is TypeScript', async () => {
    const cwd = treeOnDisk({
      ...WRONG,
      'a.ts': `import { rules } from 'house';\nvoid import('house');\nexport default { rules };`,
      'node_modules/house/package.json': { name: 'house', type: 'module', exports: './index.js' },
      'node_modules/house/index.js': `export const rules = ${RULES};`,
    });
    expect(await severities(install(cwd, 'esbuild'), 'a.ts')).toEqual(['info']);
  });

  test('holds as it is now, where it was loaded before', async () => {
    const cwd = treeOnDisk({ ...WRONG, 'a.mjs': `export default { rules: ${RULES} };` });
    expect(await severities(cwd, 'a.mjs')).toEqual(['info']);
    writeFileSync(path.join(cwd, 'a.mjs'), 'export default { rules: {} };');
    expect(await severities(cwd, 'a.mjs')).toEqual(['error']);
  });

  test('is not run where it is not named, which is told once', async () => {
    const cwd = treeOnDisk({ ...WRONG, 'stategate.config.mjs': 'throw new Error("run");', 'sub/file': '' });
    const note =
      'stategate: ../stategate.config.mjs was found but not loaded, since a program is run only where it is asked for; name it with --config\n';
    const inSub = { cwd: path.join(cwd, 'sub') };
    expect(await runCommand(['check', '..'], inSub)).toMatchObject({ code: 1, stderr: note });
    expect(await runCommand(['check', '--print-config', 'x'], inSub)).toMatchObject({ code: 0, stderr: note });
  });

  test('is not spoken of beside one that holds', async () => {
    const cwd = treeOnDisk({ 'stategate.config.mjs': 'throw new Error("run");', 'stategate.config.json': {} });
    expect((await runCommand(['check'], { cwd })).stderr).toBe('');
  });

  test('is printed by --print-config', async () => {
    const cwd = treeOnDisk({ 'a.mjs': `export default { extends: 'strict', rules: ${RULES} };` });
    const { stdout } = await runCommand(['check', '--config', 'a.mjs', '--print-config', 'x'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      from: [path.join(cwd, 'a.mjs')],
      preset: 'strict',
      rules: { 'session-id-matches-folder': 'info' },
    });
  });
});

describe('a wrong one is a fault', () => {
  test.each([
    [
      'export default { rules: { schem: "off" } };',
      'a.mjs:/rules/schem: there is no rule "schem"; did you mean "schema"?',
    ],
    ['export default { ignores: ["a", "!(a!(b))"] };', 'a.mjs:/ignores/1: the glob "!(a!(b))" is not taken'],
    ['export default { extends: ["./no.json"] };', 'a.mjs:/extends/0: there is no file "./no.json"'],
    ['export default { extends: "./a.mjs" };', 'a.mjs:/extends: "./a.mjs" is a program; only JSON can be extended'],
    ['export default [];', 'a.mjs: the document is an array; it must be '],
    ['export default null;', 'a.mjs: the document is null; it must be '],
    ['export default () => ({});', 'a.mjs: its default export is a function; it must be an object'],
    ['export default Promise.resolve({});', 'a.mjs: its default export is a promise; it must be an object'],
    ['export const config = {};', 'a.mjs: it has no default export; write: export default { … }'],
    [
      'export default { rules: { schema: () => 1 } };',
      'a.mjs: () => 1 could not be cloned.; a configuration holds only what JSON can hold',
    ],
    ['const a = {}; a.rules = a; export default a;', 'a.mjs: Converting circular structure to JSON'],
    [
      'export default { maxFileSize: 1n };',
      'a.mjs: "maxFileSize" is a bigint; a configuration holds only what JSON can hold',
    ],
    ['process.exit(0);', 'a.mjs: it could not be run: it ended before it had exported anything'],
    ['await new Promise(() => undefined);', 'a.mjs: it could not be run: it ended before it had exported anything'],
    ['throw new Error("no\\u001b[31m luck");', 'a.mjs: it could not be run: no\\u{1b}[31m luck'],
    ['export default {', 'a.mjs: it could not be run: Unexpected end of input'],
  ])('%j', async (text, words) => {
    const checked = severities(treeOnDisk({ 'a.mjs': text }), 'a.mjs');
    await expect(checked).rejects.toThrow(Fault);
    await expect(checked).rejects.toThrow(words);
  });

  test('JSON that extends one', async () => {
    const tree = { 'stategate.config.json': '{"extends": "./a.mjs"}', 'a.mjs': 'throw new Error("run");' };
    await expect(severities(treeOnDisk(tree))).rejects.toThrow(
      'stategate.config.json:1:13: "./a.mjs" is a program; only JSON can be extended',
    );
  });

  test.runIf(!('typescript' in process.features))('TypeScript where nothing compiles it, with what to do', async () => {
    await expect(severities(treeOnDisk({ 'a.ts': 'export default {};' }), 'a.ts')).rejects.toThrow(
      `a.ts: Node ${process.version} does not run TypeScript: use Node 22.18 or newer, install esbuild beside it, or write it as .mjs`,
    );
  });

  test('TypeScript that does not compile', async () => {
    const cwd = install(treeOnDisk({ 'a.ts': 'export default {' }), 'esbuild');
    await expect(severities(cwd, 'a.ts')).rejects.toThrow('a.ts: it could not be run: Build failed with 1 error');
  });
});
