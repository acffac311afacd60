import type { Environment } from './world.js';

/** The user's own folder. */
export function homeOf(env: Environment): string {
  // Loaded where it is needed: mostly it is not.
  return env['HOME'] ?? process.getBuiltinModule('node:os').homedir();
}
