import { type Document, formatOf, type Limits } from '../document/document.js';
import { parseDocuments } from '../document/documents.js';
import { openObjects } from './git/objects.js';
import type { Repository } from './git/repository.js';

/** All files as a commit has them, or as they are staged. */
export interface Snapshot {
  /** The documents of a file (absolute, with `/`); `undefined` where the file is not in the snapshot. One at a time. */
  read(file: string): Promise<readonly Document[] | undefined>;
  /** Ends git. */
  end(): void;
}

/** @param rev a commit; absent: what is staged */
export function openSnapshot(repository: Repository, limits: Limits, rev?: string): Snapshot {
  const objects = openObjects(repository, limits.maxBytes);
  return {
    async read(file) {
      const answer = await objects.read(`${rev ?? ''}:${file.slice(repository.top.length + 1)}`);
      if (answer.type !== 'blob') return undefined;
      return [...parseDocuments(answer.bytes, { format: formatOf(file), limits })];
    },
    end() {
      void objects.close();
    },
  };
}
