import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findProgram } from '../../workspace/git.js';

/** A process that is running. */
interface Running {
  readonly parent: number;
  /** Its name and arguments. */
  readonly args: readonly string[];
}

/** More than stand between git and a hook: shells, a hook manager, node. */
const MOST_ANCESTORS = 24;

/**
 * Whether this process was started, by however many others, by a `git commit --amend`. Git tells its hooks which index
 * is being committed, but not which commit is being replaced.
 *
 * The nearest `git commit` counts: a program that the hook's git was started from may itself belong to another commit.
 *
 * @param parent the process that started this one
 */
export async function isAmending(
  parent: number,
  look: (id: number) => Promise<Running | undefined> = lookUp,
): Promise<boolean> {
  let id = parent;
  for (let distance = 0; distance < MOST_ANCESTORS && id > 1; distance += 1) {
    const running = await look(id);
    if (!running) return false;
    const options = commitOptions(running.args);
    if (options) return amends(options);
    id = running.parent;
  }
  return false;
}

/** What stands after `git commit`; `undefined` where a process is another one. */
function commitOptions([program = '', ...args]: readonly string[]): string[] | undefined {
  if (!/^git(?:\.exe)?$/u.test(basename(program))) return undefined;
  const at = args.indexOf('commit');
  // What stands before a command are options of git itself, and what some of these take.
  const isCommand = at >= 0 && args.slice(0, at).every((arg, index, all) => isOption(arg) || takesNext(all[index - 1]));
  return isCommand ? args.slice(at + 1) : undefined;
}

const isOption = (arg: string): boolean => arg.startsWith('-');

/** Whether an option of git itself takes the argument after it. */
function takesNext(option: string | undefined): boolean {
  return (
    option !== undefined &&
    /^(?:-c|-C|--(?:git-dir|work-tree|namespace|super-prefix|config-env|exec-path))$/u.test(option)
  );
}

/** Options of `git commit` that take the argument after them: a message may say anything. */
const TAKES_VALUE =
  /^(?:-[a-zA-Z]*[CcFmt]|--(?:message|file|author|date|template|reuse-message|reedit-message|fixup|squash|trailer|cleanup|pathspec-from-file))$/u;

/** The same, also with what they take in one argument. */
const BEGINS_VALUE = /^(?:-[a-zA-Z]*[CcFmt]|--(?:message|file|author|date|template|fixup|squash|trailer|re|pathspec))/u;

function amends(options: readonly string[]): boolean {
  let isAmend = false;
  for (const [index, option] of options.entries()) {
    if (option === '--') break;
    if (TAKES_VALUE.test(options[index - 1] ?? '')) continue;
    // Git takes every beginning of an option that no other option has.
    if (/^--am(?:e|en|end)?$/u.test(option)) isAmend = true;
    if (/^--no-am(?:e|en|end)?$/u.test(option)) isAmend = false;
  }
  return isAmend;
}

function lookUp(id: number): Promise<Running | undefined> {
  if (process.platform === 'win32') return Promise.resolve(undefined);
  return process.platform === 'linux' ? fromProc(id) : fromPs(id);
}

async function fromProc(id: number): Promise<Running | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${id}/stat`, 'utf8'),
      readFile(`/proc/${id}/cmdline`, 'utf8'),
    ]);
    // The name in parentheses may hold anything, also parentheses; the state and the parent follow it.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(parent), args: command.split('\0').slice(0, -1) };
  } catch {
    return undefined;
  }
}

/** All arguments are told as one line: nobody knows where a message ends, so what comes from there on is left out. */
function fromPs(id: number): Promise<Running | undefined> {
  const program = findProgram('ps', process.env);
  if (program === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile(program, ['-o', 'ppid=', '-o', 'args=', '-p', String(id)], (error, stdout) => {
      const [, parent, line] = /^\s*(\d+)\s+(.*)$/su.exec(stdout) ?? [];
      const args = (line ?? '').trim().split(/\s+/u);
      const end = args.findIndex((arg) => BEGINS_VALUE.test(arg));
      resolve(
        error || parent === undefined
          ? undefined
          : { parent: Number(parent), args: end < 0 ? args : args.slice(0, end) },
      );
    });
  });
}
