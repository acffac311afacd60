import path from 'node:path';
import { displayPath } from '../../workspace/paths.js';
import { realPath, topOf } from '../../workspace/standing.js';

/**
 * Files are relative to the working directory; programs that stand around a repository know them by their paths from its
 * top. Outside of a repository a path stays as it is.
 */
export function pathsFrom(cwd = '.'): (file: string) => string {
  const absolute = path.resolve(cwd);
  const real = realPath(absolute) ?? absolute;
  const top = topOf(real) ?? real;
  return (file) => displayPath(top, path.resolve(real, file));
}
