import path from 'node:path';
import { git } from '../../workspace/git.js';
import type { Project } from '../project.js';

/** Where git looks for its hooks. */
export interface HooksFolder {
  /** Absolute. */
  readonly folder: string;
  /** Whether it belongs to this repository only; `core.hooksPath` can name a folder that all repositories share. */
  readonly own: boolean;
  /** The folder that no symbolic link may lead out of. */
  readonly within: string;
}

/** The folder of hooks, also of a linked working tree and as `core.hooksPath` has it; `undefined` outside of git. */
export async function hooksFolder({ root, commonDir }: Project): Promise<HooksFolder | undefined> {
  if (commonDir === undefined) return undefined;
  const answer = await git(['config', '--null', '--type=path', '--get-all', 'core.hooksPath'], { cwd: root });
  const values = answer?.code === 0 ? answer.stdout.toString().split('\0').slice(0, -1) : [];
  // The last is the one with which stategate calls git.
  const configured = values.at(-2);
  if (configured === undefined || configured === '') {
    return { folder: path.join(commonDir, 'hooks'), own: true, within: commonDir };
  }
  const folder = path.resolve(root, configured);
  const within = [root, commonDir].find((place) => folder.startsWith(place + path.sep));
  return { folder, own: within !== undefined, within: within ?? folder };
}
