import { spawnSync } from 'node:child_process';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams, for people. */
  readonly output: string;
}

/** Variables of the run around this one, which a user's shell has not: vitest's, and those of git and npm for what they start. */
const NOT_A_USERS =
  /^(?:GIT_|npm_(?:package|lifecycle|config_(?:local_|global_)?prefix)|VITEST|NODE_ENV$|GITHUB_|RUNNER_)/iu;

/** The variables of a user's shell. git reads no configuration but the repository's own and this one. */
export function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_A_USERS.test(name));
  const settings = { 'user.name': 'someone', 'user.email': 'someone@example.org', 'init.defaultBranch': 'main' };
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
    ...Object.fromEntries(
      Object.entries(settings).flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/** Runs a program to its end, whatever the end. */
export function attempt(
  cwd: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = environment(),
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { code: status, stdout, output: stdout + stderr };
}

/** Runs a program that has to end well; its standard output. */
export function run(cwd: string, program: string, args: readonly string[], env?: NodeJS.ProcessEnv): string {
  const { code, stdout, output } = attempt(cwd, program, args, env);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(code)}:\n${output}`);
  return stdout;
}

export function git(cwd: string, ...args: string[]): string {
  return run(cwd, 'git', args);
}
