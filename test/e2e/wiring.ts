import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Project } from './project.js';

const STATEGATE = path.resolve(import.meta.dirname, '../..');

/** Puts the built package where npm would, and has it wire itself into the client's settings. */
export function wire(project: Project): void {
  const installed = project.path('node_modules/stategate');
  mkdirSync(path.dirname(installed), { recursive: true });
  symlinkSync(STATEGATE, installed);
  const program = path.join(installed, 'dist/cli/bin.cjs');
  execFileSync(process.execPath, [program, 'init', '--only', 'claude'], { cwd: project.root });
}
