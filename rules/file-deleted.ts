import { nameOf, type Path, valueAt } from '../src/document/position.js';
import type { MessageData } from '../src/document/problem.js';
import { wordFor } from '../src/lint/change-words.js';
import { rule, type VersionView } from '../src/lint/rule.js';
import { LIFECYCLES } from '../src/schema/generated/lifecycles.js';
import { KINDS } from '../src/schema/kinds.js';
import { lifecycleAt, stateOf } from '../src/schema/lifecycles.js';
import { isBuilt } from '../src/schema/plan-status.js';
import { nextOf } from '../src/schema/vocabulary/machine.js';

export default rule({
  id: 'file-deleted',
  // Logs come and go.
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'research-subagent', 'adw-state'],
  severity: 'warning',
  also: ['error', 'info'],
  summary: 'A file that holds state is not removed while the work goes on.',
  messages: {
    unfinished: 'this {kind} file is removed while {name} is "{state}"; who takes the work up again needs it',
    ended: 'this {kind} file is removed; {name} was "{state}", so that the work had ended',
    built: 'this {kind} file is removed; all of its checkpoints were built',
    removed: 'this {kind} file is removed; what it says of the work is gone with it',
  },
  step({ kind, before, after, granularity }, report) {
    if (!before || after) return;
    // Another program's file of the same name.
    if (before.value !== undefined && before.schema === undefined) return;
    const standing = kind === 'plan' ? planIn(before) : stateIn(before);
    const { message, at = [], state } = standing ?? { message: 'removed' };
    const data: MessageData = { kind: KINDS[kind].title.toLowerCase(), name: nameOf(at), state: wordFor(state) };
    const isOver = message === 'ended' || message === 'built';
    report({
      message,
      in: before,
      at,
      data,
      // One change, and it left nothing: between two versions the file may have been moved.
      ...(isOver ? { severity: 'info' } : granularity === 'exact' && message === 'unfinished' && { severity: 'error' }),
      from: state,
    });
  },
});

/** How far the work was when it was removed, and where that stands. */
interface Standing {
  readonly message: 'unfinished' | 'ended' | 'built';
  readonly at?: Path;
  readonly state?: string;
}

/** Where a document says how far the work is. */
const STATES: readonly Path[] = [['current_phase'], ['status'], ['phases', 'spec', 'status']];

function stateIn({ schema, value }: VersionView): Standing | undefined {
  let first: Standing | undefined;
  for (const at of STATES) {
    const id = schema && lifecycleAt(schema, at);
    const word = valueAt(value, at);
    const state = id && typeof word === 'string' ? stateOf(id, word) : undefined;
    if (id === undefined || state === undefined || typeof word !== 'string') continue;
    if (nextOf(LIFECYCLES[id], state).length === 0) return { message: 'ended', at, state: word };
    first ??= { message: 'unfinished', at, state: word };
  }
  return first;
}

/** The status of a plan is that of writing it. */
function planIn({ value }: VersionView): Standing | undefined {
  const checkpoints = valueAt(value, ['checkpoints']);
  if (!Array.isArray(checkpoints) || checkpoints.length === 0) return undefined;
  for (const index of checkpoints.keys()) {
    const at = ['checkpoints', index, 'status'];
    const word = valueAt(value, at);
    if (typeof word !== 'string') return undefined;
    if (!isBuilt(word)) return { message: 'unfinished', at, state: word };
  }
  return { message: 'built' };
}
