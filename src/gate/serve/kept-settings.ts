import path from 'node:path';
import { isSameLook, lookAt, type Sight } from '../look.js';
import { CONFIG_FILE } from '../protected.js';
import type { Settings } from '../settings.js';

type Load = () => Promise<Settings>;

/**
 * Loads the settings of a tree, again only when its configuration looks otherwise or another one has been accepted. What
 * fails is tried again.
 */
export function keepSettings(root: string): (load: Load, accepted?: string | null) => Promise<Settings> {
  let last: Kept | undefined;
  return (load, accepted) => {
    // Before it is read: what changes meanwhile looks otherwise the next time.
    const found = findConfig(root);
    if (last && last.accepted === accepted && isSame(last.found, found)) return last.settings;
    const settings = load();
    const mine = { found, accepted, settings };
    last = mine;
    const forget = (): void => {
      if (last === mine) last = undefined;
    };
    // Files that are extended are not looked at here: they count as they were accepted, or are read each time.
    settings.then(({ files }) => {
      if (files.length > 1 && typeof accepted !== 'string') forget();
    }, forget);
    return settings;
  };
}

interface Kept {
  readonly found: Found | undefined;
  readonly accepted: string | null | undefined;
  readonly settings: Promise<Settings>;
}

/** The configuration that holds in a tree. */
interface Found {
  readonly file: string;
  readonly sight: Sight;
}

/** The nearest one up the tree, where there is one. */
function findConfig(root: string): Found | undefined {
  const now = Date.now();
  for (let folder = root; ; folder = path.dirname(folder)) {
    const file = path.join(folder, CONFIG_FILE);
    const sight = lookAt(file, now);
    if (sight !== 'absent') return { file, sight };
    if (path.dirname(folder) === folder) return undefined;
  }
}

function isSame(one: Found | undefined, other: Found | undefined): boolean {
  if (!one || !other) return one === other;
  if (typeof one.sight === 'string' || typeof other.sight === 'string') return false;
  return one.file === other.file && isSameLook(one.sight, other.sight);
}
