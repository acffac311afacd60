import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a file was like before init wrote into it for the first time. */
export interface Memory {
  /** `null`: it was not there. */
  readonly before: string | null;
  /** SHA-256 of what init has made of it. */
  readonly after: string;
  readonly mode?: number;
  /** The folders that were made for it, the outermost first. */
  readonly folders: readonly string[];
}

/** File (absolute) → what it was like. */
export type Memories = Map<string, Memory>;

const NAME = 'init.json';

/** What init remembers of a working tree; nothing where it was never here, or where its notes cannot be read. */
export function readMemories(folder: string): Memories {
  try {
    const { version, files } = JSON.parse(readFileSync(path.join(folder, NAME), 'utf8')) as Partial<Notes>;
    return new Map(version === 1 ? Object.entries(files ?? {}) : []);
  } catch {
    return new Map();
  }
}

interface Notes {
  readonly version: number;
  readonly files: Readonly<Record<string, Memory>>;
}

export function writeMemories(folder: string, memories: Memories): void {
  const file = path.join(folder, NAME);
  if (memories.size === 0) {
    rmSync(file, { force: true });
    return;
  }
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const notes: Notes = { version: 1, files: Object.fromEntries(memories) };
  const temporary = `${file}.${process.pid}`;
  // Settings may hold what is nobody else's business.
  writeFileSync(temporary, `${JSON.stringify(notes)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
