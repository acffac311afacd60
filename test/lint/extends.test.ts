import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, type CheckOptions } from '../../src/check/check.js';
import type { Config } from '../../src/lint/config.js';
import { loadConfig } from '../../src/lint/config-file.js';
import { Fault } from '../../src/lint/fault.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

/** Dev notes whose id is not the name of their folder: an error of `session-id-matches-folder`. */
const WRONG: Tree = { 'agents/sessions/x/dev-notes.json': { session_id: 'y', notes: [] } };
const RULE = 'session-id-matches-folder';
const CONFIG = 'stategate.config.json';

async function severities(tree: Tree, options: CheckOptions = {}): Promise<string[]> {
  const { diagnostics } = await check({ cwd: treeOnDisk({ '.git/HEAD': '', ...WRONG, ...tree }), ...options });
  return diagnostics.filter(({ ruleId }) => ruleId === RULE).map(({ severity }) => severity);
}

function at(severity: 'off' | 'info' | 'warning' | 'error', more: Config = {}): Config {
  return { rules: { [RULE]: severity }, ...more };
}

describe('what a configuration extends', () => {
  test.each<[name: string, tree: Tree, severities: string[]]>([
    ['a file', { [CONFIG]: { extends: './shared/base.json' }, 'shared/base.json': at('info') }, ['info']],
    [
      'a file that extends another, by a path from its own folder',
      {
        [CONFIG]: { extends: './shared/base.json' },
        'shared/base.json': { extends: './more.json' },
        'shared/more.json': at('info'),
      },
      ['info'],
    ],
    [
      'a package',
      { [CONFIG]: { extends: 'house-style' }, 'node_modules/house-style/stategate.config.json': at('info') },
      ['info'],
    ],
    [
      'a package of a scope',
      { [CONFIG]: { extends: '@team/style' }, 'node_modules/@team/style/stategate.config.json': at('info') },
      ['info'],
    ],
    [
      'a file of a package',
      { [CONFIG]: { extends: '@team/style/old/trees.json' }, 'node_modules/@team/style/old/trees.json': at('info') },
      ['info'],
    ],
    [
      'the later entries against the earlier ones',
      { [CONFIG]: { extends: ['./a.json', './b.json'] }, 'a.json': at('info'), 'b.json': at('warning') },
      ['warning'],
    ],
    [
      'the file itself against what it extends',
      { [CONFIG]: at('warning', { extends: ['./a.json'] }), 'a.json': at('off') },
      ['warning'],
    ],
    [
      'a preset against what comes before it, since it says something of every rule',
      { [CONFIG]: { extends: ['./a.json', 'strict'] }, 'a.json': at('off') },
      ['error'],
    ],
    [
      'what comes after a preset against it',
      { [CONFIG]: { extends: ['strict', './a.json'] }, 'a.json': at('off') },
      [],
    ],
    [
      'one file twice, which is no circle',
      {
        [CONFIG]: { extends: ['./a.json', './b.json'] },
        'a.json': { extends: './c.json' },
        'b.json': { extends: './c.json' },
        'c.json': at('info'),
      },
      ['info'],
    ],
    [
      'globs of a file that is extended, relative to the folder of the configuration that was found',
      {
        [CONFIG]: { extends: './shared/base.json' },
        'shared/base.json': { overrides: [{ files: ['agents/sessions/x/**'], rules: { [RULE]: 'info' } }] },
      },
      ['info'],
    ],
    [
      'what is ignored, besides what the file itself ignores',
      { [CONFIG]: { extends: './base.json', ignores: ['other'] }, 'base.json': { ignores: ['agents/**'] } },
      [],
    ],
  ])('holds: %s', async (_name, tree, expected) => {
    expect(await severities(tree)).toEqual(expected);
  });

  test('is looked for up the tree, the nearest package first', async () => {
    const cwd = treeOnDisk({
      '.git/HEAD': '',
      'node_modules/far/stategate.config.json': at('info'),
      'node_modules/near/stategate.config.json': at('info'),
      'a/node_modules/near/stategate.config.json': at('warning'),
      'a/b/stategate.config.json': { extends: ['far', 'near'] },
    });
    const { files } = await loadConfig(path.join(cwd, 'a/b'), undefined, []);
    expect(files.map((file) => path.relative(cwd, file))).toEqual([
      'node_modules/far/stategate.config.json',
      'a/node_modules/near/stategate.config.json',
      'a/b/stategate.config.json',
    ]);
  });

  test('the presets are no packages, whatever is installed', async () => {
    const tree = { [CONFIG]: { extends: 'strict' }, 'node_modules/strict/stategate.config.json': at('off') };
    expect(await severities(tree)).toEqual(['error']);
  });

  test('it does not switch off what guards the gate', async () => {
    const base = { protect: false, onFault: 'block', consistency: 'stop', maxFileSize: 5 };
    const cwd = treeOnDisk({ [CONFIG]: { extends: './base.json', maxFileSize: 7 }, 'base.json': base });
    const { protect, onFault, consistency, maxFileSize } = await loadConfig(cwd, undefined, []);
    expect({ protect, onFault, consistency, maxFileSize }).toEqual({
      protect: undefined,
      onFault: undefined,
      consistency: 'stop',
      maxFileSize: 7,
    });
  });
});

describe('what is wrong with it is told with its place', () => {
  const deep = Object.fromEntries(
    Array.from({ length: 12 }, (_, number) => [`${String(number)}.json`, { extends: `./${String(number + 1)}.json` }]),
  );
  const globs = (count: number): string[] => Array.from({ length: count }, (_, number) => `a${String(number)}`);
  const overrides = (count: number): Config['overrides'] =>
    Array.from({ length: count }, () => ({ files: globs(100), rules: {} }));

  test.each<[name: string, tree: Tree, words: string]>([
    [
      'a file that is not there',
      { [CONFIG]: '{"extends": "./no.json"}' },
      `${CONFIG}:1:13: there is no file "./no.json"`,
    ],
    [
      'a package that is not there',
      { [CONFIG]: '{"extends": ["strict", "no-such"]}' },
      `${CONFIG}:1:24: there is no preset "no-such", and no node_modules/no-such/stategate.config.json here or up the tree; the presets are recommended and strict`,
    ],
    [
      'a name that is nothing',
      { [CONFIG]: '{"extends": "a/../../b"}' },
      `${CONFIG}:1:13: "a/../../b" is no preset, no package, and no path, which begins with ./ or ../`,
    ],
    [
      'a file of the tree’s that extends one that is not there',
      { [CONFIG]: { extends: './a/b.json' }, 'a/b.json': '{"extends": "./no.json"}' },
      'a/b.json:1:13: there is no file "./no.json"',
    ],
    [
      'mistakes of a file that is extended',
      { [CONFIG]: { extends: './b.json' }, 'b.json': '{"rules": {"schem": "off"}}' },
      'b.json:1:12: there is no rule "schem"',
    ],
    ['a file that is no JSON', { [CONFIG]: { extends: './b.json' }, 'b.json': 'x' }, 'b.json:1:1: '],
    [
      'a circle',
      { [CONFIG]: { extends: './b.json' }, 'b.json': `{"extends": "./${CONFIG}"}` },
      `b.json:1:13: "./${CONFIG}" leads back to ${CONFIG}, which extends it`,
    ],
    [
      'a file that extends itself',
      { [CONFIG]: `{"extends": "./${CONFIG}"}` },
      `${CONFIG}:1:13: "./${CONFIG}" leads back`,
    ],
    [
      'a row without end',
      { [CONFIG]: { extends: './0.json' }, ...deep },
      '9.json:2:14: more than 10 files extend one another',
    ],
    [
      'files without number',
      { [CONFIG]: { extends: Array.from({ length: 101 }, () => './b.json') }, 'b.json': {} },
      `${CONFIG}:103:5: more than 100 files are extended`,
    ],
    [
      'a file out of the tree',
      { 'a/.git/HEAD': '', 'a/stategate.config.json': '{"extends": "../b.json"}', 'b.json': {} },
      `${CONFIG}:1:13: "../b.json" lies out of the tree, or a link leads there; it is not read`,
    ],
    [
      'globs without number',
      { [CONFIG]: { overrides: overrides(11) } },
      `${CONFIG}:2:16: there are 1100 globs in overrides, with all that is extended; at most 1000 are taken`,
    ],
    [
      'globs without number in files that are extended',
      { [CONFIG]: { extends: ['./b.json', './b.json'] }, 'b.json': { ignores: globs(501) } },
      `${CONFIG}:2:14: there are 1002 globs in ignores`,
    ],
  ])('%s', async (_name, tree, words) => {
    const root = treeOnDisk({ '.git/HEAD': '', ...tree });
    const checked = check({ cwd: 'a/.git/HEAD' in tree ? path.join(root, 'a') : root });
    await expect(checked).rejects.toThrow(Fault);
    await expect(checked).rejects.toThrow(words);
  });

  test('a link out of the tree, unless the configuration is named', async () => {
    const outside = treeOnDisk({ 'base.json': at('info') });
    const cwd = treeOnDisk({ '.git/HEAD': '', ...WRONG, [CONFIG]: { extends: './base.json' } });
    symlinkSync(path.join(outside, 'base.json'), path.join(cwd, 'base.json'));
    await expect(check({ cwd })).rejects.toThrow('"./base.json" lies out of the tree, or a link leads there');
    expect((await check({ cwd, config: CONFIG })).diagnostics).toMatchObject([{ severity: 'info' }]);
  });
});
