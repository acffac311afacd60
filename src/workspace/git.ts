import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { devNull } from 'node:os';
import path, { type PlatformPath } from 'node:path';

/** What git answered. */
export interface GitAnswer {
  /** The exit code; `null` when git was ended because it took too long or said too much. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Where git is called. */
export interface GitCall {
  readonly cwd: string;
  /** The index to read, absolute, where it is not the repository's own: a hook is told which one is being committed. */
  readonly index?: string;
}

export interface GitOptions extends GitCall {
  /** What git reads on its standard input; nothing when absent. */
  readonly input?: string;
  /** Milliseconds after which git is ended: it waits for ever on a `.gitignore` that is a FIFO. 30,000 when absent. */
  readonly timeout?: number;
}

const TIMEOUT = 30_000;
const LONGEST_ANSWER = 256 * 1024 * 1024;

/**
 * Settings that win over every configuration file, so that a checked repository's own `.git/config` starts no program
 * and changes no output.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  `core.attributesFile=${devNull}`,
  'core.quotePath=off',
];

const SAFELY = ['--no-pager', '--no-optional-locks', ...SETTINGS.flatMap((setting) => ['-c', setting])];

/**
 * Runs git on a repository that is not trusted, and answers `undefined` where there is no git.
 *
 * - The repository's configuration starts nothing: no file-system monitor, no hooks, no pager, no transport (a partial
 *   clone would fetch). Only for commands that do not read the working tree's contents: those run the filters that the
 *   repository configures, and no setting switches these off.
 * - The user's and the system's configuration is read: `safe.directory` counts nowhere else, and what the user ignores
 *   in all repositories (`core.excludesFile`) is ignored here too.
 * - The repository is the one that `cwd` stands in. `GIT_DIR`, `GIT_INDEX_FILE` and the like, which git sets for its
 *   hooks, are not handed on: they name the repository of the commit under way, not that of the files asked about.
 *   Whoever knows that both are the same names the index (`index`).
 * - Nothing is written: no index refresh, no lock.
 */
export function git(
  args: readonly string[],
  { cwd, index, input, timeout = TIMEOUT }: GitOptions,
): Promise<GitAnswer | undefined> {
  const program = findProgram('git', process.env);
  if (program === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = execFile(
      program,
      [...SAFELY, ...args],
      {
        cwd,
        env: environment(process.env, index),
        encoding: 'buffer',
        maxBuffer: LONGEST_ANSWER,
        timeout,
        killSignal: 'SIGKILL',
        windowsHide: true,
      },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr: stderr.toString() });
      },
    );
    // Git may end before it has read everything; its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Starts git as `git` does, for answers too long to be held; whoever starts it ends it. `undefined` where there is none. */
export function startGit(args: readonly string[], { cwd, index }: GitCall): ChildProcessWithoutNullStreams | undefined {
  const program = findProgram('git', process.env);
  if (program === undefined) return undefined;
  return spawn(program, [...SAFELY, ...args], { cwd, env: environment(process.env, index), windowsHide: true });
}

/** Of git's own variables only those go on that carry configuration or say how far to look for a repository. */
function environment(inherited: NodeJS.ProcessEnv, index: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(
    ([name]) => !/^GIT_/iu.test(name) || /^GIT_(?:CONFIG_|CEILING_|DISCOVERY_|EXEC_PATH$)/iu.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    ...(index !== undefined && { GIT_INDEX_FILE: index }),
    // What was committed counts, not what somebody put in its place here.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/**
 * The absolute path of a program on the `PATH`. Windows looks for a bare name in the working directory first, where a
 * checked repository could keep a `git.exe` of its own; the same goes for a relative entry of the `PATH`.
 */
export function findProgram(
  name: string,
  env: NodeJS.ProcessEnv,
  flavour: PlatformPath = path,
  isProgram: (file: string) => boolean = isExecutable,
): string | undefined {
  const windows = flavour.sep === '\\';
  const variable = Object.keys(env).find((key) => (windows ? key.toUpperCase() : key) === 'PATH');
  const folders = (variable === undefined ? '' : (env[variable] ?? '')).split(flavour.delimiter);
  return folders
    .filter((folder) => flavour.isAbsolute(folder))
    .map((folder) => flavour.join(folder, windows ? `${name}.exe` : name))
    .find((file) => isProgram(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
