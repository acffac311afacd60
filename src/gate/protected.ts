import path from 'node:path';
import type { Project } from './project.js';

/** A file with which the gate could be switched off. */
export interface Guarded {
  /** What the file is, in words that go on from its name. */
  readonly what: string;
  /** Whether only the entries that call stategate are guarded, and not the whole file. */
  readonly isSettings?: true;
}

/** The name of a tree's own configuration. */
export const CONFIG_FILE = 'stategate.config.json';

const CONFIG = /^stategate\.config\.(?:json|[cm]?[jt]s)$/u;
const BASELINE = 'stategate-baseline.json';
const SETTINGS = /^settings(?:\.local)?\.json$/u;

/**
 * What is not the agent's to change of a file (absolute); `undefined` for all others.
 *
 * @param code the folder (absolute) of what V8 has compiled, where there is one
 */
export function guardedAt(file: string, { ledger }: Project, code: string | undefined): Guarded | undefined {
  const name = path.basename(file);
  if (CONFIG.test(name)) return { what: "is stategate's configuration" };
  if (name === BASELINE) return { what: 'is the list of what stategate lets pass' };
  if (isAtOrIn(ledger, file)) return { what: "is stategate's memory" };
  // Its seal keeps what was changed afterwards from being run, but whoever knows how it is made can make one.
  if (code !== undefined && isAtOrIn(code, file)) return { what: "is stategate's own code, compiled" };
  if (SETTINGS.test(name) && path.basename(path.dirname(file)) === '.claude') {
    return { what: 'holds the hooks that stategate is called by', isSettings: true };
  }
  return undefined;
}

function isAtOrIn(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder + path.sep);
}

/** What a file is that the configuration extends. */
export const EXTENDED: Guarded = { what: "is part of stategate's configuration" };

/** The guarded files of a tree that are looked at whatever tool was used, but for those that the configuration extends. */
export function guardedFiles({ root }: Project, home: string | undefined): string[] {
  const settings = ['settings.json', 'settings.local.json'].map((name) => path.join(root, '.claude', name));
  const own = [CONFIG_FILE, BASELINE].map((name) => path.join(root, name));
  return [...own, ...settings, ...(home === undefined ? [] : [path.join(home, '.claude', 'settings.json')])];
}
