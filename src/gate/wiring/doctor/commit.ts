import path from 'node:path';
import { displayPath } from '../../../workspace/paths.js';
import type { Project } from '../../project.js';
import { findCi } from '../ci.js';
import { commitWiring } from '../commit.js';
import { isExecutable } from '../executable.js';
import type { Installation } from '../installation.js';
import { type Piece, Unexpected } from '../piece.js';
import { readTarget } from '../target.js';
import type { Finding } from './finding.js';

/** Looks at what checks the commits of a repository. */
export async function lookAtCommit(project: Project, cwd: string, installation: Installation): Promise<Finding[]> {
  const topic = 'commit';
  const wiring = await commitWiring(project, installation);
  if (!wiring) return [{ topic, state: 'none', message: 'no git repository here, so nothing to check at commit' }];
  const { piece, byHand, install, manager } = wiring;
  if (byHand || !piece) {
    const file = byHand?.file ?? project.root;
    return [{ topic, state: 'none', message: `${displayPath(cwd, file)} is not looked at`, todo: byHand?.what ?? '' }];
  }
  const shown = displayPath(cwd, piece.file);
  try {
    const { text } = readTarget(piece.file, piece.within);
    if (text === undefined || !isWiredBy(piece, text)) {
      return [{ topic, state: 'none', message: 'nothing is checked at commit', todo: 'stategate init --only commit' }];
    }
    if (install !== undefined) {
      return [
        { topic, state: 'bad', message: `${shown} checks commits, but ${manager} is not in place`, todo: install },
      ];
    }
    if (piece.executable && !isExecutable(piece.file)) {
      return [{ topic, state: 'bad', message: `${shown} is not executable`, todo: `chmod +x ${shown}` }];
    }
    return [{ topic, state: 'good', message: `${shown} checks what is committed` }];
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const place = error.place === undefined ? '' : `:${error.place}`;
    return [{ topic, state: 'bad', message: `${shown}${place}: ${error.reason}`, todo: 'mend the file' }];
  }
}

/** Looks at what checks in CI. */
export function lookAtCi(root: string, cwd: string): Finding[] {
  const files = findCi(root).map((name) => displayPath(cwd, path.join(root, name)));
  return files.length > 0
    ? [{ topic: 'ci', state: 'good', message: `${files.join(', ')} checks` }]
    : [{ topic: 'ci', state: 'none', message: 'nothing is checked in CI', todo: 'stategate init --only ci' }];
}

/** What is wired stays as it is. */
function isWiredBy(piece: Piece, text: string): boolean {
  return piece.add(text) === text;
}
