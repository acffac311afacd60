import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Project } from './project.js';

const STATEGATE = path.resolve(import.meta.dirname, '../..');

/** The command line as it was built. */
export const PROGRAM = path.join(STATEGATE, 'dist/cli/bin.cjs');

/** Puts the built package where npm would, and has it wire itself into the client's settings. */
export function wire(project: Project): void {
  init(project, [], {});
}

/** The same, with hooks that ask a server which runs for the user of a home. */
export function wireServer(project: Project, port: number, home: string): void {
  init(project, ['--http', '--port', String(port)], { HOME: home });
}

function init(project: Project, flags: readonly string[], env: Readonly<Record<string, string>>): void {
  const installed = project.path('node_modules/stategate');
  mkdirSync(path.dirname(installed), { recursive: true });
  symlinkSync(STATEGATE, installed);
  const program = path.join(installed, 'dist/cli/bin.cjs');
  execFileSync(process.execPath, [program, 'init', '--only', 'claude', ...flags], {
    cwd: project.root,
    env: { ...process.env, XDG_CONFIG_HOME: undefined, ...env },
  });
}
