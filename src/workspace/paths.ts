import path, { type PlatformPath } from 'node:path';

/**
 * Writes a path with `/`, as globs, messages and reports have it. On Windows the drive letter becomes upper case and
 * the prefix of long paths (`\\?\`) goes away, so that one file has one spelling; on other systems `\` is a character
 * like any other and stays.
 */
export function toPosix(file: string, flavour: PlatformPath = path): string {
  if (flavour.sep === '/') return file;
  return file
    .replace(/^[\\/]{2}\?[\\/](?:UNC[\\/])?/iu, (prefix) => (/unc/iu.test(prefix) ? '//' : ''))
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/u, (drive) => drive.toUpperCase());
}

/**
 * How a file is shown: relative to the working directory, with `/`; `.` for the working directory itself. A file
 * outside of it begins with `../`, one on another drive stays absolute. Both paths are absolute and normalized.
 */
export function displayPath(cwd: string, absolute: string, flavour: PlatformPath = path): string {
  // Tens of thousands of files are shown, nearly all of them below the working directory: `relative` splits and
  // compares both paths anew each time.
  const inside = cwd.endsWith(flavour.sep) ? cwd : cwd + flavour.sep;
  if (absolute.startsWith(inside)) return toPosix(absolute.slice(inside.length), flavour);
  if (rootOf(cwd, flavour) !== rootOf(absolute, flavour)) return toPosix(absolute, flavour);
  return toPosix(flavour.relative(cwd, absolute), flavour) || '.';
}

/** The drive or share of a path. No `..` leads from one share to another, though `relative` thinks so. */
function rootOf(absolute: string, flavour: PlatformPath): string {
  return flavour.parse(absolute).root.toLowerCase();
}
