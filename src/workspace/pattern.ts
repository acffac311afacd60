import path, { type PlatformPath } from 'node:path';
import { hasMagic } from 'glob';
import picomatch from 'picomatch';

/** A glob, taken apart. */
export interface Pattern {
  /** The leading folders without magic, as written; empty for the working directory. */
  readonly base: string;
  /** Whether the glob matches a path (relative to the base, with `/`) or a folder that it stands in. */
  readonly matches: (relative: string) => boolean;
}

/** Reads a path as a glob; `undefined` if nothing in it is magic. On Windows `\` separates folders and escapes nothing. */
export function parsePattern(text: string, flavour: PlatformPath = path): Pattern | undefined {
  const windowsPathsNoEscape = flavour.sep === '\\';
  if (!hasMagic(text, { windowsPathsNoEscape, magicalBraces: true })) return undefined;
  const glob = windowsPathsNoEscape ? text.replaceAll('\\', '/') : text;
  const end = glob.lastIndexOf('/', glob.search(/[*?[\]{}()\\]/u)) + 1;
  return { base: glob.slice(0, end), matches: matcher(glob.slice(end), flavour) };
}

/** A test whether a glob matches a path (with `/`) or one of the folders that it stands in. */
export function matcher(glob: string, flavour: PlatformPath = path): (relative: string) => boolean {
  const nocase = flavour.sep === '\\' || process.platform === 'darwin';
  const plain = glob.replace(/^\.\//u, '').replace(/(?<=.)\/$/u, '');
  if (plain === '') return () => false;
  const matches = picomatch(plain, {
    dot: true,
    nonegate: true,
    windows: false,
    // Without `s` no name with a line break in it would be matched by `**`.
    flags: nocase ? 'is' : 's',
  });
  return (relative) => {
    for (let end = relative.indexOf('/'); end > 0; end = relative.indexOf('/', end + 1)) {
      if (matches(relative.slice(0, end))) return true;
    }
    return matches(relative);
  };
}
