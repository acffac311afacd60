import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findExecutable } from './executable.js';

/** How stategate is called in a project. */
export interface Installation {
  /** The command of the client's hooks: quick to start, so without npx. */
  readonly hook: string;
  /** The command of hooks and pipelines that come with the repository. */
  readonly check: string;
  /** The command of a hook that stays on this machine. */
  readonly localCheck: string;
  /** Whether it is a dependency of the project: then whoever installs the project has it. */
  readonly isDependency: boolean;
}

interface Surroundings {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program that runs, as `process.argv[1]` has it. */
  readonly program?: string | undefined;
}

const CHECK = 'check --staged';

/** Looks for stategate: in the project, on the `PATH`, and where the running one lies. */
export function findInstallation({ root, env, program = process.argv[1] }: Surroundings): Installation {
  if (isDependencyOf(root)) {
    const check = `npx --no -- stategate ${CHECK}`;
    const hook = 'node "$CLAUDE_PROJECT_DIR/node_modules/stategate/dist/cli/hook.cjs"';
    return { hook, check, localCheck: check, isDependency: true };
  }
  const own = program !== undefined && existsSync(program) ? path.dirname(realpathSync(program)) : undefined;
  const hookFile = own === undefined ? undefined : path.join(own, 'hook.cjs');
  const binFile = own === undefined ? undefined : path.join(own, 'bin.cjs');
  const isOnPath = findExecutable('stategate-hook', env) !== undefined;
  const byName = `stategate ${CHECK}`;
  return {
    hook: isOnPath || hookFile === undefined || !existsSync(hookFile) ? 'stategate-hook' : `node ${quoted(hookFile)}`,
    check: byName,
    localCheck: isOnPath || binFile === undefined || !existsSync(binFile) ? byName : `node ${quoted(binFile)} ${CHECK}`,
    isDependency: false,
  };
}

function isDependencyOf(root: string): boolean {
  return existsSync(path.join(root, 'node_modules/stategate/package.json')) || dependencyOf(root) !== undefined;
}

/**
 * The file or folder outside of a project that its package.json has stategate from, as it names it: no other machine has
 * that; `undefined` where it is from elsewhere.
 */
export function strayDependency(root: string): string | undefined {
  const [, named] = /^file:(.*)$/su.exec(dependencyOf(root) ?? '') ?? [];
  if (named === undefined) return undefined;
  const relative = path.relative(root, path.resolve(root, named));
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative) ? named : undefined;
}

/** What the package.json of a project says of stategate: a version, or where it is from. */
function dependencyOf(root: string): string | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    for (const name of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      const list = manifest[name];
      if (typeof list === 'object' && list !== null && Object.hasOwn(list, 'stategate'))
        return String((list as Record<string, unknown>)['stategate']);
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/** For a POSIX shell; inside of it nothing is expanded. */
function quoted(file: string): string {
  return /^[\w./:@-]+$/u.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`;
}
