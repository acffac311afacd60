import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, type CheckOptions } from '../../src/check/check.js';
import type { Config } from '../../src/lint/config.js';
import { Fault } from '../../src/lint/fault.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

/** Dev notes whose id is not the name of their folder: one error of `session-id-matches-folder`. */
const WRONG: Tree = { 'agents/sessions/x/dev-notes.json': { session_id: 'y', notes: [] } };
const RULE = 'session-id-matches-folder';

async function severities(tree: Tree, folder = '.', options: CheckOptions = {}): Promise<string[]> {
  const root = treeOnDisk({ ...WRONG, ...tree });
  const { diagnostics } = await check({ cwd: path.join(root, folder), paths: [root], ...options });
  return diagnostics.map(({ severity }) => severity);
}

function off(): Config {
  return { rules: { [RULE]: 'off' } };
}

describe('which configuration holds', () => {
  test('without one, rules have their own severities', async () => {
    expect(await severities({})).toEqual(['error']);
  });

  test('the one in the working directory', async () => {
    expect(await severities({ 'stategate.config.json': off() })).toEqual([]);
  });

  test('the nearest one up the tree', async () => {
    const tree = {
      'stategate.config.json': off(),
      'a/stategate.config.json': { rules: { [RULE]: 'info' } },
      'a/b/file': '',
    };
    expect(await severities(tree, 'a/b')).toEqual(['info']);
  });

  test('the one that is named, whatever is nearer', async () => {
    const tree = { 'stategate.config.json': off(), 'other.json': { rules: { [RULE]: 'warning' } } };
    expect(await severities(tree, '.', { config: 'other.json' })).toEqual(['warning']);
  });

  test('none when it is declined', async () => {
    expect(await severities({ 'stategate.config.json': off() }, '.', { config: false })).toEqual(['error']);
  });
});

describe('what it says', () => {
  test.each(['error', 'warning', 'info'] as const)('a rule can be of the severity %s', async (severity) => {
    expect(await severities({ 'stategate.config.json': { rules: { [RULE]: severity } } })).toEqual([severity]);
  });

  test('globs of ignores are relative to the folder of the configuration', async () => {
    const tree = { 'stategate.config.json': { ignores: ['agents/sessions/x'] }, 'sub/file': '' };
    expect(await severities(tree, 'sub')).toEqual([]);
  });

  test('an override holds for its files alone, relative to the folder of the configuration', async () => {
    const overrides = [{ files: ['agents/sessions/x/**'], rules: { [RULE]: 'info' } }];
    const other = { 'agents/sessions/z/dev-notes.json': { session_id: 'y', notes: [] } };
    expect(await severities({ ...other, 'stategate.config.json': { overrides }, 'sub/file': '' }, 'sub')).toEqual([
      'info',
      'error',
    ]);
  });

  test('of two overrides of a file the later one holds, and both against what is said of all files', async () => {
    const overrides = [
      { files: ['agents'], rules: { [RULE]: 'info' } },
      { files: ['**/x/*.json'], rules: { [RULE]: 'warning' } },
    ];
    expect(await severities({ 'stategate.config.json': { rules: { [RULE]: 'off' }, overrides } })).toEqual(['warning']);
  });

  test('the schema may be named, and a byte-order mark does no harm', async () => {
    const config = `\uFEFF${JSON.stringify({ $schema: 'x', ...off() })}`;
    expect(await severities({ 'stategate.config.json': config })).toEqual([]);
  });
});

describe('a wrong configuration is a fault that names place and likely spelling', () => {
  test.each([
    ['{"rules": {"schem": "off"}}', '1:12: there is no rule "schem"; did you mean "schema"?'],
    ['{"rules": {"no-such-thing-at-all": "off"}}', '1:12: there is no rule "no-such-thing-at-all"'],
    ['{"rules": {"toString": "off"}}', '1:12: there is no rule "toString"'],
    ['{"rules": {"__proto__": "off"}}', '1:12: there is no rule "__proto__"'],
    ['{"rules": {"schema": 1}}', '1:22: rules.schema is an integer; it must be "off", "info", "warning" or "error"'],
    [
      '{"rules": {"unknown-property": 1}}',
      '1:32: rules.unknown-property is an integer; it must be "off", "info", "warning" or "error"',
    ],
    ...['["warning"]', '[]', '["warning", {}, 1]'].map((setting): [string, string] => [
      `{"rules": {"unknown-property": ${setting}}}`,
      '1:32: rules.unknown-property must be a severity alone, or a severity and its options, as in ["warning", {…}]',
    ]),
    [
      '{"ignores": ["/agents/**"]}',
      '1:14: the glob "/agents/**" is not taken: it matches nothing, since globs are relative to the folder of the configuration, and begin without "/"',
    ],
    [
      '{"rules": {"schema": ["off"]}}',
      '1:22: rules.schema is an array; the rule has no options, so its severity stands alone',
    ],
    [
      '{"overrides": [{"files": ["a"], "rules": {"schem": "off"}}]}',
      '1:43: there is no rule "schem"; did you mean "schema"?',
    ],
    [
      '{"overrides": [{"files": ["!(a!(b))"], "rules": {}}]}',
      '1:27: the glob "!(a!(b))" is not taken: it has a "!(…)" inside another',
    ],
    ['{"overrides": [{"files": "a", "rules": {}}]}', '1:26: overrides[0].files is a string; it must be an array'],
    [
      '{"overrides": [{"file": ["a"], "rules": {}}]}',
      '1:17: unknown property "file" in overrides[0] where "files" is missing; did you mean "files"?',
    ],
    ['{"extends": "srtict"}', '1:13: there is no preset "srtict", and no node_modules/srtict/'],
    ['{"extends": ["strict", 5]}', '1:24: extends[1] is an integer; it must be a string'],
    ['{"extends": 5}', '1:13: extends is an integer; it must be an array or a string'],
    ['{\n  "ignore": []\n}', '2:3: unknown property "ignore"; did you mean "ignores"?'],
    ['{"maxFileSize": 0}', '1:17: maxFileSize is 0; it must be at least 1'],
    ['{"maxFileSize": "1MB"}', '1:17: maxFileSize is a string; it must be '],
    ['{"ignores": ["a", "!(a!(b))"]}', '1:19: the glob "!(a!(b))" is not taken: it has a "!(…)" inside another'],
    ['{"ignores": "old"}', '1:13: ignores is a string; it must be '],
    ['[]', '1:1: the document is an array; it must be '],
    ['{"rules": {}, "rules": {}}', '1:15: property "rules" is there twice, first on line 1'],
    ['{', '1:2: the text ends inside the object that begins on line 1'],
    ['', '1:1: the document is empty'],
  ])('%j', async (text, words) => {
    const checked = severities({ 'stategate.config.json': text });
    await expect(checked).rejects.toThrow(Fault);
    await expect(checked).rejects.toThrow(`stategate.config.json:${words}`);
  });

  test('a severity with a likely spelling', async () => {
    await expect(severities({ 'stategate.config.json': { rules: { schema: 'eror' } } })).rejects.toThrow(
      /^stategate\.config\.json:3:15: rules\.schema is "eror"; it must be .*; did you mean "error"\?$/,
    );
  });

  test('a misspelt property that is missing, too, is told once', async () => {
    const config = '{"overrides": [{"files": ["a"], "ruless": {}}]}';
    await expect(severities({ 'stategate.config.json': config })).rejects.toThrow(
      /^[^\n]*:1:33: unknown property "ruless" in overrides\[0\] where "rules" is missing; did you mean "rules"\?$/u,
    );
  });

  test('each mistake has its line', async () => {
    const config = '{"rules": {"a": "off", "b": "off"}}';
    await expect(severities({ 'stategate.config.json': config })).rejects.toThrow(/1:12: .*"a"\n.*1:24: .*"b"$/);
  });

  test('of very many mistakes the first twenty are told', async () => {
    const config = { ignores: Array.from({ length: 25 }, () => '{1..9999}') };
    const checked = severities({ 'stategate.config.json': config });
    await expect(checked).rejects.toThrow(/^(?:.*is not taken.*\n){20}… and 5 more$/u);
  });

  test('rules that there are not by the ten thousands are counted, and not each is looked for among those there are', async () => {
    const rules = Object.fromEntries(Array.from({ length: 50_000 }, (_, number) => [`rule-${String(number)}`, 'off']));
    const begun = performance.now();
    const checked = severities({ 'stategate.config.json': { rules } });
    await expect(checked).rejects.toThrow(/^(?:.*there is no rule.*\n){20}… and at least 980 more$/u);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test('it is named relative to the working directory', async () => {
    const tree = { 'stategate.config.json': '{', 'a/file': '' };
    await expect(severities(tree, 'a')).rejects.toThrow('../stategate.config.json:1:2: ');
  });

  test('a named one that is not there', async () => {
    const checked = severities({}, '.', { config: 'no\nwhere.json' });
    await expect(checked).rejects.toThrow(Fault);
    await expect(checked).rejects.toThrow('there is no config file no\\u{a}where.json');
  });
});

describe('a configuration that is a link', () => {
  test('is read when it leads to a file of the same tree', async () => {
    const cwd = treeOnDisk({ ...WRONG, 'shared/config.json': off() });
    symlinkSync('shared/config.json', path.join(cwd, 'stategate.config.json'));
    expect((await check({ cwd })).diagnostics).toEqual([]);
  });

  test('out of the tree is a fault, unless it is named', async () => {
    const target = path.join(treeOnDisk({ 'config.json': off() }), 'config.json');
    const cwd = treeOnDisk(WRONG);
    symlinkSync(target, path.join(cwd, 'stategate.config.json'));
    await expect(check({ cwd })).rejects.toThrow(`stategate.config.json:1:1: a symbolic link leads to "${target}"`);
    expect((await check({ cwd, config: 'stategate.config.json' })).diagnostics).toEqual([]);
  });
});

describe('a configuration that is no file is a fault, and nothing waits for it', () => {
  const UNREADABLE: Readonly<Record<string, (file: string) => void>> = {
    'a folder': (file) => {
      mkdirSync(file);
    },
    'a named pipe': (file) => execFileSync('mkfifo', [file]),
    'a link to nowhere': (file) => {
      symlinkSync('nowhere', file);
    },
  };

  test.each(Object.entries(UNREADABLE))('%s', async (_what, make) => {
    const cwd = treeOnDisk(WRONG);
    make(path.join(cwd, 'stategate.config.json'));
    const checked = check({ cwd });
    await expect(checked).rejects.toThrow(Fault);
    await expect(checked).rejects.toThrow(/^stategate\.config\.json:1:1: /);
  });
});
