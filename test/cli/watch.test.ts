import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.js';
import { runCommand } from '../support/command.js';
import { treeOnDisk } from '../support/tree.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';

const NOTES = 'agents/sessions/x/dev-notes.json';
const RIGHT = JSON.stringify({ session_id: 'x', notes: [] });
const WRONG = JSON.stringify({ session_id: 'y', notes: [] });
/** All that is printed at a time. */
const SHOWN = /watching for changes \(q: end, Enter: check again\)/u;

/** What comes out of a program that goes on. */
class Screen {
  #text = '';
  #shown = 0;
  #wake = (): void => undefined;

  write(text: string): void {
    this.#text += text;
    this.#wake();
  }

  /** What is printed from the last time that this was asked for to a text that matches, which it waits for. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const fresh = this.#text.slice(this.#shown);
      const found = pattern.exec(fresh);
      if (found) {
        const end = found.index + found[0].length;
        this.#shown += end;
        return fresh.slice(0, end);
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

interface Watching {
  readonly screen: Screen;
  readonly press: (keys: string) => void;
  readonly code: Promise<number>;
}

/** Watches a tree in this process, with a terminal of 256 colours and 80 columns. */
function watching(cwd: string, ...args: string[]): Watching {
  const screen = new Screen();
  const keys = new PassThrough();
  const stdout = {
    write: (text: string) => {
      screen.write(text);
    },
    isTTY: true,
    columns: 80,
    hasColors: () => true,
  };
  const code = main(['check', '--watch', '--no-color', ...args], { cwd, env: {}, stdout, stderr: stdout, stdin: keys });
  return { screen, press: (text) => keys.write(text), code };
}

describe('a check that watches', () => {
  test('tells what it finds at once, and again whenever a file has changed, until q is pressed', async () => {
    const cwd = treeOnDisk({ [NOTES]: RIGHT });
    const { screen, press, code } = watching(cwd);
    expect(await screen.until(SHOWN)).toContain('1 file (1 document, 1 session): no problems');
    writeFileSync(path.join(cwd, NOTES), WRONG);
    expect(await screen.until(SHOWN)).toContain('session_id is "y" but the folder is "x"');
    writeFileSync(path.join(cwd, NOTES), RIGHT);
    expect(await screen.until(SHOWN)).toContain('no problems');
    press('q');
    expect(await code).toBe(0);
  });

  test('begins each time on an empty screen, and says when it was and how long it took', async () => {
    const { screen, press, code } = watching(treeOnDisk({ [NOTES]: RIGHT }));
    const shown = await screen.until(SHOWN);
    expect(shown.startsWith('\u001b[2J\u001b[3J\u001b[H✔')).toBe(true);
    expect(shown).toMatch(/\n\d\d:\d\d:\d\d, in \d+\.\d\d s; watching for changes/u);
    press('\u0003');
    expect(await code).toBe(0);
  });

  test('sees what is new, what is renamed and what is gone', async () => {
    const cwd = treeOnDisk({ [NOTES]: RIGHT });
    const { screen, press, code } = watching(cwd);
    await screen.until(SHOWN);
    const folder = path.join(cwd, 'agents/sessions/z');
    mkdirSync(path.join(cwd, 'elsewhere'));
    writeFileSync(path.join(cwd, 'elsewhere/dev-notes.json'), RIGHT);
    renameSync(path.join(cwd, 'elsewhere'), folder);
    expect(await screen.until(/the folder is "z"[^]*q: end/u)).toContain('2 files');
    rmSync(folder, { recursive: true });
    expect(await screen.until(/1 file \([^]*q: end/u)).toContain('no problems');
    press('q');
    expect(await code).toBe(0);
  });

  test('tells what is wrong with the configuration and goes on', async () => {
    const cwd = treeOnDisk({ [NOTES]: WRONG });
    const config = path.join(cwd, 'stategate.config.json');
    const { screen, press, code } = watching(cwd);
    await screen.until(SHOWN);
    writeFileSync(config, '{"rules":{"session-id-matches-foldr":"off"}}');
    expect(await screen.until(/did you mean "session-id-matches-folder"\?[^]*q: end/u)).toMatch(
      /stategate: stategate\.config\.json:1:/u,
    );
    writeFileSync(config, '{"rules":{"session-id-matches-folder":"off"}}');
    expect(await screen.until(/no problems[^]*q: end/u)).not.toContain('stategate:');
    press('q');
    expect(await code).toBe(0);
  });

  test('of a file that is named sees what changes beside it', async () => {
    const cwd = treeOnDisk({ [NOTES]: RIGHT });
    const { screen, press, code } = watching(cwd, NOTES);
    await screen.until(SHOWN);
    writeFileSync(path.join(cwd, 'agents/sessions/x/plan.json'), '{}');
    expect(await screen.until(SHOWN)).toContain('1 file (1 document, 1 session): no problems');
    press('q');
    expect(await code).toBe(0);
  });

  test('checks again when Enter is pressed', async () => {
    const { screen, press, code } = watching(treeOnDisk({ [NOTES]: RIGHT }));
    await screen.until(SHOWN);
    press('\r');
    expect(await screen.until(SHOWN)).toContain('no problems');
    press('q');
    expect(await code).toBe(0);
  });
});

describe('what cannot be watched is told, with exit code 2', () => {
  test('where there is no terminal', async () => {
    expect(await runCommand(['check', '--watch'], { cwd: treeOnDisk({ [NOTES]: RIGHT }) })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'stategate: --watch is for a terminal, and standard output is none\n',
    });
  });

  test.each([
    [['--history'], '--history'],
    [['--staged'], '--staged'],
    [['--since', 'HEAD'], '--since'],
    [['--before', 'a', '--after', 'b'], '--before'],
    [['--stdin', '--kind', 'plan'], '--stdin'],
    [['--fix'], '--fix'],
    [['--fix-dry-run'], '--fix-dry-run'],
  ])('with %j', async (flags, named) => {
    const { code, stderr } = await runCommand(['check', '--watch', ...flags], {
      cwd: temporaryFolder(),
      terminal: 256,
    });
    expect({ code, stderr: stderr.split('\n')[0] }).toEqual({
      code: 2,
      stderr: `stategate: --watch does not go with ${named}`,
    });
  });
});

// util-linux's `script`, which every Linux has, runs a program in a terminal of its own.
const HAS_SCRIPT = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

describe.runIf(HAS_SCRIPT)('in a real terminal', () => {
  const ROOT = path.join(import.meta.dirname, '../..');

  /** Runs a shell's command with a terminal, in which what is written to its input is typed. */
  function inTerminal(
    command: string,
    cwd: string,
  ): { screen: Screen; child: ChildProcess; code: Promise<number | null> } {
    const env = { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm-256color' };
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { cwd, env });
    onTestFinished(() => {
      child.kill();
    });
    const screen = new Screen();
    child.stdout.on('data', (bytes) => {
      screen.write(String(bytes));
    });
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { screen, child, code };
  }

  const WATCH = `'${process.execPath}' --import '${path.join(ROOT, 'node_modules/tsx/dist/loader.mjs')}' '${path.join(ROOT, 'src/cli/bin.ts')}' check --watch`;

  test.each([
    ['q', 'q'],
    ['Ctrl-C', '\u0003'],
  ])('a change is told, and %s ends it and leaves the terminal as it was', async (_key, typed) => {
    const cwd = treeOnDisk({ [NOTES]: RIGHT });
    const settings = 'stty -a | grep -o -- "-\\?icanon\\|-\\?echo\\b" | tr "\\n" " "';
    const { screen, child, code } = inTerminal(
      `${settings}; echo BEFORE; ${WATCH}; echo "code $?"; ${settings}; echo AFTER`,
      cwd,
    );
    const before = (await screen.until(/BEFORE/u)).replace('BEFORE', '').trim();
    expect(await screen.until(SHOWN)).toContain('no problems');
    writeFileSync(path.join(cwd, NOTES), WRONG);
    expect(await screen.until(SHOWN)).toContain('\u001b[31merror\u001b[39m  session_id is "y"');
    child.stdin?.write(typed);
    const after = await screen.until(/AFTER/u);
    expect(after).toContain('code 0');
    expect(
      after
        .replace(/[^]*code 0/u, '')
        .replace('AFTER', '')
        .trim(),
    ).toBe(before);
    expect(await code).toBe(0);
  });
});
