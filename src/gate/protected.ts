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

/** What is not the agent's to change of a file (absolute); `undefined` for all others. */
export function guardedAt(file: string, { ledger }: Project): Guarded | undefined {
  const name = path.basename(file);
  if (CONFIG.test(name)) return { what: "is stategate's configuration" };
  if (name === BASELINE) return { what: 'is the list of what stategate lets pass' };
  if (file === ledger || file.startsWith(ledger + path.sep)) return { what: "is stategate's memory" };
  if (SETTINGS.test(name) && path.basename(path.dirname(file)) === '.claude') {
    return { what: 'holds the hooks that stategate is called by', isSettings: true };
  }
  return undefined;
}

/** What a file is that the configuration extends. */
export const EXTENDED: Guarded = { what: "is part of stategate's configuration" };

/** The guarded files of a tree that are looked at whatever tool was used, but for those that the configuration extends. */
export function guardedFiles({ root }: Project, home: string | undefined): string[] {
  const settings = ['settings.json', 'settings.local.json'].map((name) => path.join(root, '.claude', name));
  const own = [CONFIG_FILE, BASELINE].map((name) => path.join(root, name));
  return [...own, ...settings, ...(home === undefined ? [] : [path.join(home, '.claude', 'settings.json')])];
}
