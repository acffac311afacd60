import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/version.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';

const run = (...args: string[]): ReturnType<typeof runCommand> => runCommand(args, { cwd: temporaryFolder() });

describe('help', () => {
  test.each([
    [['--help'], 'Usage: stategate [options] [command]'],
    [['-h'], 'Usage: stategate [options] [command]'],
    [['help'], 'Usage: stategate [options] [command]'],
    [['check', '--help'], 'Usage: stategate check [options] [path...]'],
    [['check', 'some/path', '-h'], 'Usage: stategate check [options] [path...]'],
    [['help', 'check'], 'Usage: stategate check [options] [path...]'],
  ])('%j prints it, and that is a success', async (args, usage) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stdout).toContain(usage);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('every command that it lists answers to its name', async () => {
    const { stdout } = await run('--help');
    const [, commands = ''] = /^Commands:\n(.*?)\n\n/msu.exec(stdout) ?? [];
    const names = [...commands.matchAll(/^ {2}([a-z]+)/gmu)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
    expect(names).toContain('serve');
    const usages = names.map(async (name) => (await run(name, '--help')).stdout.split('\n', 1)[0]);
    expect(await Promise.all(usages)).toEqual(
      names.map((name): unknown => expect.stringContaining(`Usage: stategate ${name}`)),
    );
  });

  test('without arguments it is told as a fault', async () => {
    const { code, stdout, stderr } = await run();
    expect(stderr).toContain('Usage: stategate [options] [command]');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.each([
    [['--help'], undefined],
    [['check', '--help'], undefined],
    [['check', '--help'], 80],
  ])('%j fits into 80 columns, on a terminal of %s', async (args, columns) => {
    const { stdout } = await runCommand(args, { cwd: temporaryFolder(), ...(columns && { columns, terminal: 256 }) });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('every option is explained, and every exit code', async () => {
    const { stdout } = await run('check', '--help');
    const options = [...stdout.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)(?: [<[][a-z]+[>\]])? {2,}(\S.*)$/gmu)];
    expect(options.map(([, flag]) => flag)).toEqual([
      '--kind',
      '--staged',
      '--since',
      '--history',
      '--allow-shallow',
      '--before',
      '--after',
      '--stdin',
      '--stdin-filename',
      '--fix',
      '--fix-dry-run',
      '--format',
      '--fail-on',
      '--max-warnings',
      '--quiet',
      '--max-file-size',
      '--cache',
      '--cache-location',
      '--cache-strategy',
      '--watch',
      '--threads',
      '--config',
      '--no-config',
      '--print-config',
      '--baseline',
      '--no-baseline',
      '--update-baseline',
      '--prune-baseline',
      '--color',
      '--no-color',
      '--help',
    ]);
    expect(stdout).toMatch(/Exit codes\n {2}0 {2}\S.*\n {2}1 {2}\S.*\n {2}2 {2}\S/u);
  });
});

test.each(['--version', '-v'])('%s prints the version', async (flag) => {
  expect(await run(flag)).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
});

describe('wrong usage is told in single lines on standard error, with exit code 2', () => {
  test.each([
    [['chek'], "unknown command 'chek'; did you mean check?", 'stategate'],
    [['help', 'nonsense'], "unknown command 'nonsense'", 'stategate'],
    [['help', 'chek'], "unknown command 'chek'; did you mean check?", 'stategate'],
    [['frobnicate'], "unknown command 'frobnicate'", 'stategate'],
    [['--verison'], "unknown option '--verison'; did you mean --version?", 'stategate'],
    [['check', '--fromat', 'json'], "unknown option '--fromat'; did you mean --format?", 'stategate check'],
    [['check', '--xyzzy'], "unknown option '--xyzzy'", 'stategate check'],
    [['check', '--format'], "option '--format <format>' argument missing", 'stategate check'],
    [
      ['check', '--format', 'xml'],
      "option '--format <format>' argument 'xml' is invalid: allowed choices are agent, checkstyle, github, gitlab, html, json, junit, markdown, pretty, sarif",
      'stategate check',
    ],
    [
      ['check', '--fail-on', 'info'],
      "option '--fail-on <severity>' argument 'info' is invalid: allowed choices are error, warning",
      'stategate check',
    ],
    [
      ['check', '--fail-on', 'eror'],
      "option '--fail-on <severity>' argument 'eror' is invalid: allowed choices are error, warning; did you mean error?",
      'stategate check',
    ],
    [
      ['rules', '--format', 'jsn'],
      "option '--format <format>' argument 'jsn' is invalid: allowed choices are pretty, json; did you mean json?",
      'stategate rules',
    ],
    ...['-1', 'many', '1.5', ''].map((number): [string[], string, string] => [
      ['check', '--max-warnings', number],
      `option '--max-warnings <number>' argument '${number}' is invalid: it must be a whole number, 0 or more`,
      'stategate check',
    ]),
    ...['0', 'big', '-1', '1TB', '9999999999999999GB'].map((size): [string[], string, string] => [
      ['check', '--max-file-size', size],
      `option '--max-file-size <size>' argument '${size}' is invalid: it must be a number of bytes, or one with KB or MB`,
      'stategate check',
    ]),
    ...['4GB', '257MB'].map((size): [string[], string, string] => [
      ['check', '--max-file-size', size],
      `option '--max-file-size <size>' argument '${size}' is invalid: it must be at most 256MB`,
      'stategate check',
    ]),
    [['a\u001b[31m\nb'], "unknown command 'a\\u{1b}[31m\\u{a}b'", 'stategate'],
  ])('%j', async (args, words, command) => {
    expect(await run(...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `stategate: ${words}\nstategate: see ${command} --help\n`,
    });
  });

  test.each([
    ['check', '--config', 'a.json', '--no-config'],
    ['check', '--no-config', '--config', 'a.json'],
    ['migrate', '--to', '2', '--config', 'a.json', '--no-config'],
    ['check', '--no-baseline', '--baseline', 'a.json'],
  ])('%s %s %s %s: a flag does not go with what negates it', async (...args) => {
    const { code, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^stategate: --\w+ and --no-\w+ do not go together\n$/u) as string,
    });
  });

  test('a kind that there is not is told with those that there are', async () => {
    const { code, stderr } = await run('check', '--kind', 'sesion-state');
    expect(stderr).toMatch(
      /^stategate: .*'sesion-state' is invalid: allowed choices are session-state, plan, .*; did you mean session-state\?\n.*--help\n$/u,
    );
    expect(code).toBe(2);
  });
});
