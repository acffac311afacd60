import { addFiles, gitIn, repositoryWith } from '../workspace/temporary-folder.js';

export const STATE = 'agents/sessions/a/state.json';
export const PLAN = 'agents/sessions/a/plan.json';

/** A repository without commits. */
export function emptyRepository(...options: string[]): string {
  const folder = repositoryWith({});
  if (options.length > 0) gitIn(folder, 'init', '--quiet', ...options);
  gitIn(folder, 'symbolic-ref', 'HEAD', 'refs/heads/main');
  return folder;
}

/** Commits files as they are given, beside those that are there; the commit's id. */
export function commit(folder: string, files: Readonly<Record<string, string>> = {}): string {
  addFiles(folder, files);
  gitIn(folder, 'add', '--all');
  gitIn(folder, 'commit', '--quiet', '--allow-empty', '--message', 'a change');
  return headOf(folder);
}

export function headOf(folder: string): string {
  return gitIn(folder, 'rev-parse', 'HEAD').trim();
}

/** A state of a session; whatever makes it another version can be given. */
export function state(version: number | string, more: Readonly<Record<string, unknown>> = {}): string {
  return `${JSON.stringify({ session_id: 'a', version, phase_history: {}, ...more }, null, 2)}\n`;
}
