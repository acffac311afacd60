import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The example of a file on a page of docs/: the fenced block whose first line, or second below a `#!`, is a comment
 * with the file's name.
 */
export function exampleOf(file: string, page: string): string {
  const text = readFileSync(path.join(import.meta.dirname, '../../docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```\w+\n(.*?)^```$/gmsu)].map(([, block = '']) => block);
  const found = blocks.filter((block) => /^(?:#!.*\n)?# (.*)$/mu.exec(block)?.[1] === file);
  if (found.length !== 1) throw new Error(`docs/${page} has ${found.length} examples of ${file}`);
  return found[0]!;
}
