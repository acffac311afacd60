import path from 'node:path';

/** What git ignores in a part of a working tree: absolute paths; of an ignored folder only the folder itself. */
export interface Ignored {
  readonly paths: ReadonlySet<string>;
  /** Why git could not tell, in words; nothing is ignored then. */
  readonly fault?: string;
}

/** Milliseconds for one working tree: git waits for ever on a `.gitignore` that is a FIFO. */
const PATIENCE = 5000;

export const NOTHING_IGNORED: Ignored = { paths: new Set() };

/**
 * Asks git once what it ignores in one folder of a working tree; `top` and `folder` are real paths. What is tracked is
 * not ignored, even inside an ignored folder. Repositories nested in the tree have to be asked by themselves.
 *
 * @param patience how long git may take, in milliseconds
 */
export async function ignoredBelow(top: string, folder: string, patience = PATIENCE): Promise<Ignored> {
  if (patience <= 0) return { ...NOTHING_IGNORED, fault: 'git took too long elsewhere' };
  // Loaded here, so that checking one named file does not wait for what starts programs.
  const { git } = await import('./git.js');
  // Asked from the top, and with a second path that nothing matches: with one path only, git starts its search in that
  // folder, and fails if it is ignored.
  const only = folder === top ? [] : ['--', path.relative(top, folder), '.git'];
  const answer = await git(
    ['--literal-pathspecs', 'ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z', ...only],
    { cwd: top, timeout: Math.min(patience, PATIENCE) },
  );
  if (answer === undefined) return { ...NOTHING_IGNORED, fault: 'git is not on the PATH' };
  if (answer.code !== 0) {
    if (/not a git repository|must be run in a work tree/u.test(answer.stderr)) return NOTHING_IGNORED;
    return {
      ...NOTHING_IGNORED,
      fault: answer.code === null ? 'git did not finish in time' : firstLine(answer.stderr),
    };
  }
  const names = answer.stdout.toString().split('\0').slice(0, -1);
  return { paths: new Set(names.map((name) => path.join(top, name.replace(/\/$/u, '')))) };
}

/** Whether a folder is ignored as a whole, itself or with one that it stands in. */
export function covers({ paths }: Ignored, folder: string): boolean {
  if (paths.size === 0) return false;
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) if (paths.has(at)) return true;
  return false;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
