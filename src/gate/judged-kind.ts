import type { KindId } from '../schema/kinds.js';
import { kindOfFile } from '../workspace/kind-of-file.js';

/** The kind of a file (absolute, with `/`) that the gate judges; none where it is written a line at a time. */
export function judgedKind(file: string): KindId | undefined {
  return file.endsWith('.json') ? kindOfFile(file) : undefined;
}
