import { spawnSync } from 'node:child_process';

/** Whether a program is on the PATH; where it is not and this runs in CI, it is installed with apt-get first. */
export function hasProgram(program: string): boolean {
  return isThere(program) || (process.env['CI'] === 'true' && install(program));
}

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function install(program: string): boolean {
  console.log(`there is no ${program} on the PATH; installing it with apt-get`);
  return apt('update') && apt('install', '--yes', '--no-install-recommends', program) && isThere(program);
}

function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['--quiet', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}
