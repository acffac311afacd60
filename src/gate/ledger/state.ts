import type { Look } from '../look.js';

/** What the gate remembers of a tree. Paths are relative to the tree's root, with `/`. */
export interface LedgerState {
  /** The commit that was checked out at the last look; `null` where there was none. */
  head: string | null;
  /** When that was, in milliseconds since 1970. */
  headSeen: number;
  /** Folders below which governed files stand, such as `agents`, `packages/x/agents`. */
  roots: string[];
  files: Record<string, Entry>;
  folders: Record<string, KnownFolder>;
  /** Files with which the gate could be switched off, by absolute path. */
  guards: Record<string, GuardEntry>;
  /** The agent's sessions, and when they began, in milliseconds since 1970. */
  sessions: Record<string, { started: number }>;
}

/** What is known of one governed file. */
export interface Entry {
  /** The hash of the last accepted content; `null`: that there is none was accepted. */
  accepted: string | null;
  /** How the file looked when it was last read; absent where that tells nothing of its content. */
  look?: Look;
  /** The hash of the content that was refused and stood there at the last look; `null`: its removal was. */
  refused?: string | null;
  /** Hashes of contents that were refused before: a commit of one is the agent's, whenever it is checked out. */
  shunned?: string[];
  /**
   * The hash of the content that stands there while the accepted one lies in a stash; `null`: none does. The file has no
   * look meanwhile, so that it is seen when the stash is dropped.
   */
  aside?: string | null;
  /** What was accepted when the agent's session began, where that was something else. */
  base?: { session: string; content: string | null };
  /** The hash of what was accepted before the file's removal was. */
  gone?: string;
  /** Changes that were let pass before they were made and that may still come. */
  expected?: Expected[];
  /** Fingerprints of what was wrong before and has been told. */
  mentioned?: string[];
}

/** A change from one content to another, by their hashes; `null`: none. */
export interface Expected {
  from: string | null;
  to: string;
  /** Whether something was wrong before that is to be told once it has been made. */
  tells?: true;
}

/** A folder as it was when its entries were listed. */
export interface KnownFolder {
  look: Look;
  /** Of its entries those that can be governed files or lead to some. */
  names: string[];
}

/** What is known of a guarded file. */
export interface GuardEntry {
  /** The hash of its last accepted content; `null`: there was none. */
  accepted: string | null;
  look?: Look;
  refused?: string | null;
}

/** What is known at the beginning: nothing. */
export function emptyState(): LedgerState {
  return { head: null, headSeen: 0, roots: [], files: {}, folders: {}, guards: {}, sessions: {} };
}
