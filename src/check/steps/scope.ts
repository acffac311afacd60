import { ignoring } from '../../workspace/ignores.js';
import { displayPath } from '../../workspace/paths.js';
import { realPath } from '../../workspace/standing.js';
import type { Settings } from '../judge.js';

/** How files are shown, and which are not looked at. */
export interface Scope {
  readonly display: (file: string) => string;
  /** Whether the configuration ignores a file. */
  readonly isLeftOut: (file: string) => boolean;
}

export async function scopeOf({ wanted }: Settings): Promise<Scope> {
  const { cwd, ignores, ignoresFrom } = wanted;
  const here = realPath(cwd) ?? cwd;
  return {
    display: (file) => displayPath(here, file),
    isLeftOut: await ignoring(ignores, ignoresFrom),
  };
}
