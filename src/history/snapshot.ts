import { type Document, formatOf, type Limits } from '../document/document.js';
import { parseDocuments } from '../document/documents.js';
import { isLfsPointer } from './git/lfs.js';
import { openObjects } from './git/objects.js';
import { isOdd, oddNames } from './git/odd-names.js';
import { nameIn, type Repository } from './git/repository.js';

/** All files as a commit has them, or as they are staged. */
export interface Snapshot {
  /**
   * The documents of a file (absolute, with `/`); `undefined` where the snapshot has no such file, or git has not its
   * contents. One at a time.
   */
  read(file: string): Promise<readonly Document[] | undefined>;
  /** Ends git. */
  end(): void;
}

/** @param rev a commit; absent: what is staged */
export function openSnapshot(repository: Repository, limits: Limits, rev?: string): Snapshot {
  const objects = openObjects(repository, limits.maxBytes);
  let odd: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    async read(file) {
      const object = await objectOf(nameIn(repository, file));
      if (object === undefined) return undefined;
      const answer = await objects.read(object);
      if (answer.type !== 'blob' || isLfsPointer(answer.bytes)) return undefined;
      return [...parseDocuments(answer.bytes, { format: formatOf(file), limits })];
    },
    end() {
      void objects.close();
    },
  };
  /** What git knows a file by. */
  async function objectOf(name: string): Promise<string | undefined> {
    if (isOdd(name)) return (await (odd ??= oddNames(repository, rev))).get(name);
    // A stage is named, as git would take a name such as `1:a/b` for one with a stage.
    return rev === undefined ? `:0:${name}` : `${rev}:${name}`;
  }
}
