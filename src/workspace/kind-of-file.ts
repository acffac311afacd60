import { FILE_PATTERNS } from '../schema/generated/globs.js';
import type { KindId } from '../schema/kinds.js';

/** The kind that governs a file, told by its absolute path, written with `/`. */
export function kindOfFile(file: string): KindId | undefined {
  return FILE_PATTERNS.find(([, pattern]) => pattern.test(file))?.[0];
}
