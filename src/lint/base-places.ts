import path from 'node:path';
import { realPath } from '../workspace/standing.js';

/** How many files may extend one another in a row, and how many there may be in all. */
export const MOST_DEEP = 10;
export const MOST_FILES = 100;

/** Where a name in `extends` may lead that is no preset. */
export interface Places {
  readonly isPackage: boolean;
  /** Absolute; the first one where something stands holds. */
  readonly files: readonly string[];
}

/** `name`, `@scope/name`, and a path in it. No name begins with a dot, so no path leads out of the package. */
const PACKAGE = /^(?:@[^./\\][^/\\]*\/)?[^./\\@][^/\\]*(?:\/[^./\\][^/\\]*)*$/u;

/** What is taken of a package that is named without a path. */
const OF_PACKAGE = 'stategate.config.json';

/**
 * The places that a name stands for: a path, or a package in a `node_modules` up the tree; `undefined` where it is neither.
 * Nothing is looked for yet.
 *
 * @param folder of the file that names it
 * @param root the real path of the folder above which no package is looked for
 */
export function placesOf(name: string, folder: string, root: string | undefined): Places | undefined {
  if (/^\.{1,2}[/\\]/u.test(name) || path.isAbsolute(name)) {
    return { isPackage: false, files: [path.resolve(folder, name)] };
  }
  if (!PACKAGE.test(name) || /[\p{Cc}:]/u.test(name)) return undefined;
  const isWhole = name.split('/').length === (name.startsWith('@') ? 2 : 1);
  const inside = isWhole ? path.join(name, OF_PACKAGE) : name;
  const files: string[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    if (path.basename(at) !== 'node_modules') files.push(path.join(at, 'node_modules', inside));
    if (at === path.dirname(at) || realPath(at) === root) return { isPackage: true, files };
  }
}
