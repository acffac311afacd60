import type { Payload } from './payload.js';
import { type Project, projectAround } from './project.js';
import type { Environment } from './world.js';

/** The trees that an event may be about: the project's, and the one that the agent has gone to, if that is another. */
export function projectsOf({ cwd }: Payload, env: Environment): Project[] {
  const named = env['CLAUDE_PROJECT_DIR'];
  const project = projectAround(named ?? cwd, named);
  const own = named === undefined || named === cwd ? project : projectAround(cwd, named);
  return own.root === project.root ? [project] : [project, own];
}
