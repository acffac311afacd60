import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../workspace/temporary-folder.js';

/** File name, relative to the tree and with `/` → its text or bytes, or the value that stands in it as JSON. */
export type Tree = Readonly<Record<string, unknown>>;

/** Writes a tree into a folder of its own, which is removed after the test; the folder's real path. */
export function treeOnDisk(tree: Tree): string {
  const root = temporaryFolder();
  writeTree(root, tree);
  return root;
}

/** Writes the files of a tree into a folder that is there. */
export function writeTree(root: string, tree: Tree): void {
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytesOf(content));
  }
}

/** What a file of a tree holds. */
export function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}
