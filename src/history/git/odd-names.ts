import { git } from '../../workspace/git.js';
import { decodePath } from './raw.js';
import type { Repository } from './repository.js';

/** What a file is called in a tree that git cannot be asked for by that name, one line a question. */
export function isOdd(name: string): boolean {
  // Bytes that are no UTF-8 are written like this, and no longer are what git knows the file by.
  return name.includes('\n') || /\\x[89a-f][\da-f]/u.test(name);
}

/**
 * The objects of all files with odd names, by name.
 *
 * @param rev a commit; absent: what is staged
 */
export async function oddNames(repository: Repository, rev?: string): Promise<Map<string, string>> {
  const answer = await git(
    rev === undefined
      ? ['ls-files', '--stage', '--full-name', '-z', ':/']
      : ['ls-tree', '-r', '-z', '--full-tree', rev],
    repository,
  );
  const objects = new Map<string, string>();
  for (const entry of answer?.code === 0 ? answer.stdout.toString('latin1').split('\0') : []) {
    // `100644 blob <object>\t<name>` in a tree, `100644 <object> <stage>\t<name>` in an index.
    const [, object, bytes = ''] = /^100\d{3} (?:blob )?([\da-f]+)(?: 0)?\t(.*)$/su.exec(entry) ?? [];
    const name = decodePath(bytes);
    if (object !== undefined && isOdd(name)) objects.set(name, object);
  }
  return objects;
}
