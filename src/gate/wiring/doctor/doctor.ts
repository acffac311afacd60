import { projectOf } from '../../project.js';
import { findInstallation } from '../installation.js';
import { lookAtClaude } from './claude.js';
import { lookAtCi, lookAtCommit } from './commit.js';
import type { Finding } from './finding.js';
import { lookAtMachine } from './machine.js';
import { lookAtProject } from './project.js';

export interface DoctorOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The version of stategate that looks. */
  readonly version: string;
  /** Whether the hooks may be tried out. */
  readonly fires: boolean;
}

/** Looks at everything that stategate's wiring in a project consists of. */
export async function examine({ cwd, env, version, fires }: DoctorOptions): Promise<Finding[]> {
  const project = projectOf(cwd);
  const { root } = project;
  const installation = findInstallation({ root, env });
  const { findings, client } = await lookAtMachine(cwd, env);
  return [
    ...findings,
    ...(await lookAtClaude({ root, cwd, env, version, fires, ...(client !== undefined && { client }) })),
    ...(await lookAtCommit(project, cwd, installation)),
    ...lookAtCi(root, cwd),
    ...(await lookAtProject(project)),
  ];
}
