import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '../project.js';
import { hooksFolder } from './hooks-folder.js';
import type { Installation } from './installation.js';
import { addLefthook, removeLefthook } from './lefthook.js';
import type { Piece } from './piece.js';
import { addPreCommit, type HookSource, localSource, removePreCommit } from './pre-commit-config.js';
import { addToHook, huskyHook, plainHook, removeFromHook } from './shell-hook.js';

/** What runs a repository's hooks. */
export type Manager = 'pre-commit' | 'lefthook' | 'husky' | 'plain';

export interface CommitWiring {
  readonly manager: Manager;
  /** Absent where init writes nothing: `byHand` says what to do. */
  readonly piece?: Piece;
  readonly byHand?: { readonly file: string; readonly what: string };
  /** What puts the manager's hook in place, where it is not there yet. */
  readonly install?: string;
}

const PRE_COMMIT = '.pre-commit-config.yaml';
const LEFTHOOK = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) => [`${name}.yml`, `${name}.yaml`]);
const LEFTHOOK_OTHERS = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) => [
  `${name}.toml`,
  `${name}.json`,
]);
const HUSKY = '.husky/pre-commit';

/** How the check gets into the commits of a repository; `undefined` outside of git. */
export async function commitWiring(
  project: Project,
  installation: Installation,
  source?: HookSource,
): Promise<CommitWiring | undefined> {
  const hooks = await hooksFolder(project);
  if (!hooks) return undefined;
  const { root } = project;
  const { check } = installation;
  const at = (name: string): string => path.join(root, name);
  const has = (name: string): boolean => existsSync(at(name));
  const piece = (file: string, edits: Pick<Piece, 'add' | 'remove'>, within = root): Piece => ({
    part: 'commit',
    file,
    within,
    ...edits,
  });
  const hookRuns = (words: RegExp): boolean => words.test(textOf(path.join(hooks.folder, 'pre-commit')));

  if (has(PRE_COMMIT)) {
    return {
      manager: 'pre-commit',
      piece: piece(at(PRE_COMMIT), {
        add: (text) => addPreCommit(text, source ?? localSource(check)),
        remove: removePreCommit,
      }),
      ...(!hookRuns(/pre-commit/u) && { install: 'pre-commit install' }),
    };
  }
  const lefthook = LEFTHOOK.find(has);
  if (lefthook !== undefined) {
    return {
      manager: 'lefthook',
      piece: piece(at(lefthook), { add: (text) => addLefthook(text ?? '', check), remove: removeLefthook }),
      ...(!hookRuns(/lefthook/u) && { install: 'npx lefthook install' }),
    };
  }
  const other = LEFTHOOK_OTHERS.find(has);
  if (other !== undefined) {
    return {
      manager: 'lefthook',
      byHand: { file: at(other), what: `add a command to pre-commit that runs: ${check}` },
    };
  }
  if (has('.husky') || path.basename(path.dirname(hooks.folder)) === '.husky') {
    const own = huskyHook(check);
    return {
      manager: 'husky',
      piece: piece(at(HUSKY), { add: (text) => addToHook(text, own), remove: removeFromHook }),
      ...(path.basename(path.dirname(hooks.folder)) !== '.husky' &&
        hooks.folder !== at('.husky') && { install: 'npx husky' }),
    };
  }
  const file = path.join(hooks.folder, 'pre-commit');
  if (!hooks.own) {
    const what = `core.hooksPath names a folder outside of this repository; have its hook run: ${check}`;
    return { manager: 'plain', byHand: { file, what } };
  }
  // In the tree it comes with the repository, in git's folder it stays on this machine.
  const own = plainHook(
    hooks.within === root && !hooks.folder.startsWith(at('.git')) ? check : installation.localCheck,
  );
  const plain = piece(file, { add: (text) => addToHook(text, own), remove: removeFromHook }, hooks.within);
  return { manager: 'plain', piece: { ...plain, executable: true } };
}

/** Everything that init can have written for commits, whatever the repository uses now. */
export async function commitPieces(project: Project, installation: Installation): Promise<Piece[]> {
  const hooks = await hooksFolder(project);
  if (!hooks) return [];
  const { root } = project;
  const own = plainHook(installation.localCheck);
  const toHook = { add: (text: string | undefined) => addToHook(text, own), remove: removeFromHook };
  const pieces: Piece[] = [
    {
      part: 'commit',
      file: path.join(root, PRE_COMMIT),
      within: root,
      add: (text) => text ?? '',
      remove: removePreCommit,
    },
    ...LEFTHOOK.map((name) => ({
      part: 'commit' as const,
      file: path.join(root, name),
      within: root,
      add: (text: string | undefined) => text ?? '',
      remove: removeLefthook,
    })),
    { part: 'commit', file: path.join(root, HUSKY), within: root, ...toHook },
    { part: 'commit', file: path.join(hooks.folder, 'pre-commit'), within: hooks.within, ...toHook },
  ];
  return pieces.filter(({ file }) => existsSync(file) && (hooks.own || !file.startsWith(hooks.folder)));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
