/** A place inside a JSON value: property names and array indexes from the root. */
export type Path = readonly (string | number)[];

/** A stretch of text. Lines and columns are 1-based, columns count UTF-16 code units, the end is exclusive. */
export interface Range {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** The first character of a text: where a finding about a whole file is shown. */
export const START: Range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/**
 * Writes a path as a JSON Pointer (RFC 6901). Where that would have more than `longest` characters, it is the pointer to
 * the innermost place around that does not.
 */
export function toPointer(path: Path, longest = Infinity): string {
  let pointer = '';
  for (const key of path) {
    const name = String(key);
    // Told before it is written: a hostile key can be megabytes long.
    if (pointer.length + 1 + name.length > longest) return pointer;
    const longer = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (longer.length > longest) return pointer;
    pointer = longer;
  }
  return pointer;
}

/** Reads a JSON Pointer; a step into an array of `root` becomes a number. */
export function fromPointer(pointer: string, root: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let at = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(key) : key);
    at = valueAt(at, [key]);
  }
  return path;
}

/** What stands at a path; `undefined` where nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  let at = root;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string | number, unknown>)[key];
  }
  return at;
}

/** More of a key than any message shows. */
const LONGEST_KEY = 200;

/** A path as one would write it in a program, `checkpoints[2].title`; `the document` for the root. */
export function nameOf(path: Path): string {
  if (path.length === 0) return 'the document';
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${String(key)}]`;
      const name = key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key;
      return index > 0 ? `.${name}` : name;
    })
    .join('');
}
