import { Fault } from '../../lint/fault.js';
import { printable } from '../../lint/message.js';
import { displayPath } from '../../workspace/paths.js';
import { Unexpected, type Piece } from './piece.js';
import { hashOf, type Memories } from './record.js';
import { readTarget } from './target.js';

/** What becomes of a file. */
export type Outcome = 'created' | 'merged' | 'unchanged' | 'removed' | 'restored' | 'left';

/** What is to be done with a file. */
export interface Step {
  readonly piece: Piece;
  /** Where it really is. */
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The permissions that it gets, and those that it has. */
  readonly mode: number | undefined;
  readonly modeBefore: number | undefined;
  readonly outcome: Outcome;
  /** What was left as somebody else has made it. */
  readonly left: readonly string[];
}

/** Works out what every file becomes. Throws one `Fault` that names everything unexpected; nothing is written yet. */
export function planAdding(pieces: readonly Piece[], cwd: string): Step[] {
  return planned(pieces, cwd, (piece) => {
    const { file, text, mode } = readTarget(piece.file, piece.within);
    const after = piece.add(text);
    const wanted = piece.executable ? (mode ?? 0o644) | 0o111 : mode;
    const isSame = after === text && wanted === mode;
    const outcome = text === undefined ? 'created' : isSame ? 'unchanged' : 'merged';
    return { piece, file, before: text, after, mode: wanted, modeBefore: mode, outcome, left: [] };
  });
}

/** Works out how every file becomes what it was before init. */
export function planRemoving(pieces: readonly Piece[], cwd: string, memories: Memories): Step[] {
  return planned(pieces, cwd, (piece) => {
    const { file, text, mode } = readTarget(piece.file, piece.within);
    const memory = memories.get(file);
    const step = { piece, file, before: text, mode, modeBefore: mode };
    if (text !== undefined && memory?.after === hashOf(text)) {
      const before = memory.before ?? undefined;
      const outcome = before === undefined ? 'removed' : 'restored';
      return { ...step, after: before, mode: memory.mode ?? mode, outcome, left: [] };
    }
    if (text === undefined) return { ...step, after: text, outcome: 'unchanged', left: [] };
    const { text: after, left = [] } = piece.remove(text);
    const outcome =
      after === undefined ? 'removed' : after !== text ? 'restored' : left.length > 0 ? 'left' : 'unchanged';
    return { ...step, after, outcome, left };
  });
}

/** Whether a step changes what is on disk. */
export function isChange({ outcome }: Step): boolean {
  return outcome !== 'unchanged' && outcome !== 'left';
}

function planned(pieces: readonly Piece[], cwd: string, plan: (piece: Piece) => Step): Step[] {
  const steps: Step[] = [];
  const faults: string[] = [];
  for (const piece of pieces) {
    try {
      steps.push(plan(piece));
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
      const shown = printable(displayPath(cwd, piece.file));
      faults.push(`${shown}${error.place === undefined ? '' : `:${error.place}`}: ${printable(error.reason)}`);
    }
  }
  if (faults.length > 0) throw new Fault([...faults, 'nothing was written'].join('\n'));
  return steps;
}
