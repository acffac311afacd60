import type { Kind } from '../../../src/schema/kinds.js';
import { selectVariant } from '../../../src/schema/select.js';
import type { Granularity } from '../../../src/schema/vocabulary/changes.js';
import type { Version } from '../history.js';
import { type Holder, isThere, own, put } from '../holder.js';
import { nextOf, stateOf } from '../machine.js';
import { type Pair, pairsIn } from '../pairs.js';
import type { Subject } from '../places.js';
import type { Shape } from '../shape.js';
import type { Expected } from './mutation.js';

/** A version that should not be, and what must be told of it. */
export interface Outcome {
  readonly version: Version;
  readonly expected: Expected[];
}

/** One sort of illegal change of a file as a whole. */
export interface FileMutation {
  readonly name: string;
  /** Whether files of a kind can have it between such versions. */
  readonly fits: (kind: Kind, granularity: Granularity) => boolean;
  /** The version that takes the place of `after`; of a file that moves nothing else changes. */
  readonly at: (subject: Subject, before: Version, after: Version, granularity: Granularity) => Outcome;
}

const hasFolder = ({ files, idAt }: Kind): boolean => files.length > 0 && idAt !== undefined;

export const FILE_MUTATIONS: readonly FileMutation[] = [
  {
    name: 'file deleted',
    fits: ({ files }) => files.length > 0,
    at({ shape }: Subject, { file, value }: Version, _after: Version, granularity: Granularity): Outcome {
      const was = standing(shape, value);
      // Work under way that one change leaves without its state.
      const isLost = granularity === 'exact' && was.severity === 'warning' && was.pointer !== '';
      return {
        version: { file, value: undefined },
        expected: [{ rule: 'file-deleted', ...was, ...(isLost && { severity: 'error' as const }) }],
      };
    },
  },
  {
    name: 'file emptied',
    fits: (kind) => isUnrecognised(kind),
    at: (_subject, { file }) => ({
      version: { file, value: {} },
      expected: [{ rule: 'version-lost', severity: 'error', pointer: '' }],
    }),
  },
  {
    name: 'folder renamed, the id left',
    fits: hasFolder,
    at: ({ idAt }, { file, value }) => ({
      version: { file: inOtherFolder(file), value: structuredClone(value) },
      expected: [{ rule: 'id-changed', severity: 'error', pointer: idAt! }],
    }),
  },
  {
    name: 'folder renamed, the id along',
    fits: hasFolder,
    at({ idAt, shape }: Subject, { file, value }: Version, after: Version): Outcome {
      const renamed = structuredClone(value) as Holder;
      put(renamed, idAt!.slice(1), OTHER);
      for (const [name, { said }] of shape.properties) {
        if (said['x-touch']) put(renamed, name, own(after.value, name));
      }
      return {
        version: { file: inOtherFolder(file), value: renamed },
        // Not forbidden, as the two agree; but what refers to the old name finds nothing.
        expected: [{ rule: 'id-changed', severity: 'warning', pointer: idAt! }],
      };
    },
  },
  {
    name: 'folder copied, the id left',
    // Whoever sees a single change sees no copying.
    fits: (kind, granularity) => hasFolder(kind) && granularity === 'sampled',
    at: ({ idAt }, { file, value }) => ({
      version: { file: inOtherFolder(file), value: structuredClone(value), isCopy: true },
      expected: [{ rule: 'id-changed', severity: 'error', pointer: idAt! }],
    }),
  },
];

/** Whether nothing tells of an empty document what it is. */
const isUnrecognised = (kind: Kind): boolean => selectVariant(kind, {})?.schema === undefined;

const OTHER = 'another-folder';

function inOtherFolder(file: string): string {
  const parts = file.split('/');
  return [...parts.slice(0, -2), OTHER, ...parts.slice(-1)].join('/');
}

/** The status of a plan is that of writing it; how far its work is, its checkpoints say. */
const CHECKPOINTS = '/checkpoints/*/status';

const STATES = ['/current_phase', '/status', '/phases/spec/status'];

/** Where a document says how far the work is: what has ended may go, what has not is pointed at. */
function standing(shape: Shape, value: unknown): Pick<Expected, 'severity' | 'pointer'> {
  const isPlan = shape.properties.has('checkpoints');
  const pairs = (isPlan ? [CHECKPOINTS] : STATES).flatMap((place) => [...pairsIn(shape, undefined, value, place)]);
  if (isPlan) {
    const left = pairs.find((pair) => !isEnd(pair));
    if (pairs.length === 0 || (left && !isThere(left.after))) return { severity: 'warning', pointer: '' };
    return left ? { severity: 'warning', pointer: left.pointer } : { severity: 'info', pointer: '' };
  }
  const known = pairs.filter(({ after }) => isThere(after));
  const ended = known.find(isEnd);
  return ended
    ? { severity: 'info', pointer: ended.pointer }
    : { severity: 'warning', pointer: known[0]?.pointer ?? '' };
}

function isEnd({ shape: { machine }, after }: Pair): boolean {
  const state = machine && stateOf(machine, after);
  return machine !== undefined && state !== undefined && nextOf(machine, state).length === 0;
}

/** What must be told of a document that is created with states that are not initial. */
export function begunLate(shape: Shape, value: unknown): Expected[] {
  return [...pairsIn(shape, undefined, value)].flatMap(({ shape: { machine }, after, pointer, isInElement }) => {
    const state = machine && isThere(after) ? stateOf(machine, after) : undefined;
    if (!machine || state === undefined || machine.initial.includes(state)) return [];
    return [{ rule: 'not-initial', severity: isInElement ? 'warning' : 'error', pointer } as const];
  });
}
