import { rmdirSync } from 'node:fs';
import path from 'node:path';
import { removeFolders, writeFiles } from '../../check/write-files.js';
import type { Project } from '../project.js';
import { isChange, type Step } from './plan.js';
import { hashOf, type Memories, readMemories, writeMemories } from './record.js';

/** Writes what was planned, and remembers what the files were like before. */
export function carryOutAdding(steps: readonly Step[], { ledger }: Project): void {
  const changes = steps.filter(isChange);
  if (changes.length === 0) return;
  const memories = readMemories(ledger);
  const folders = writeFiles(changes);
  for (const step of changes) remember(memories, step, folders);
  try {
    writeMemories(ledger, memories);
  } catch {
    // It is wired all the same; what is not remembered is taken out piece by piece.
  }
}

/** Takes away what was planned, and the folders that were made for it. */
export function carryOutRemoving(steps: readonly Step[], { ledger }: Project): void {
  const memories = readMemories(ledger);
  writeFiles(steps.filter(isChange));
  for (const step of steps.filter(isChange)) {
    if (step.after === undefined) removeFolders(memories.get(step.file)?.folders ?? []);
    memories.delete(step.file);
  }
  if (memories.size === 0) {
    writeMemories(ledger, memories);
    try {
      rmdirSync(ledger);
    } catch {
      // The ledger is in use, or was never there.
    }
    return;
  }
  writeMemories(ledger, memories);
}

function remember(memories: Memories, step: Step, made: readonly string[]): void {
  const { piece, file, before, after = '', modeBefore } = step;
  const known = memories.get(file);
  if (known && before !== undefined && known.after === hashOf(before)) {
    memories.set(file, { ...known, after: hashOf(after) });
    return;
  }
  // Where the wiring is in already, of a run that nothing is known of, what was before cannot be told any more.
  if (before !== undefined && piece.remove(before).text !== before) {
    memories.delete(file);
    return;
  }
  const folders = made.filter((folder) => file.startsWith(folder + path.sep));
  memories.set(file, {
    before: before ?? null,
    after: hashOf(after),
    folders,
    ...(modeBefore !== undefined && { mode: modeBefore }),
  });
}
