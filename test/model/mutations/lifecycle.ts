import type { Severity } from '../../../src/lint/diagnostic.js';
import type { Granularity } from '../../../src/schema/vocabulary/changes.js';
import type { Choices } from '../choices.js';
import { isThere, put } from '../holder.js';
import { discouragedOf, nextOf, reachable, spellingsOf, statesOf, stateOf } from '../machine.js';
import type { Pair } from '../pairs.js';
import type { Machine } from '../shape.js';
import { type Circumstances, type Mutation, none, type Way } from './mutation.js';

export const LIFECYCLE: readonly Mutation[] = [
  {
    name: 'illegal transition',
    fits: ({ machine }, granularity) => hasIllegal(machine!, granularity),
    from: illegalStarts,
    at: (pair, { granularity }) => moveTo(pair, (machine, state) => illegalFrom(machine, state, granularity), 'error'),
  },
  {
    name: 'discouraged transition',
    fits: ({ machine }, granularity) => resumable(machine!, granularity).length > 0,
    from: resumable,
    at: (pair, { granularity }) =>
      moveTo(pair, (machine, state) => resumedFrom(machine, state, granularity), 'warning'),
  },
  {
    name: 'unknown state',
    fits: () => true,
    at: (pair) => (choices) => {
      put(pair.holder, pair.name, choices.pick(['lost', 'Complete', ' in_progress', 7, false, {}, ['pending']]));
      return [{ rule: 'unknown-state', severity: 'error', pointer: pair.pointer }];
    },
  },
  {
    name: 'state gone',
    fits: ({ machine }, granularity) => keptStates(machine!, granularity).length > 0,
    from: keptStates,
    at(pair: Pair, { granularity, marks }: Circumstances): Way | undefined {
      const machine = pair.shape.machine!;
      const state = stateOf(machine, pair.before);
      const severity = state === undefined ? undefined : goneFrom(machine, state, granularity);
      if (!severity) return undefined;
      return (choices) => {
        put(pair.holder, pair.name, none(pair, marks, choices));
        return [{ rule: 'illegal-transition', severity: lessIfRenamed(severity, pair), pointer: pair.pointer }];
      };
    },
  },
  {
    name: 'created in a state that is not initial',
    fits: ({ machine }, granularity) => granularity === 'exact' && notInitialIn(machine!).length > 0,
    at: (pair, { isCreation }) =>
      // A plan may be written down with work that was done before.
      isCreation ? beginLate(pair, pair.isInElement ? 'warning' : 'error') : undefined,
  },
  {
    name: 'new in a state that is not initial',
    fits: ({ machine, mayComeLater }, granularity) =>
      granularity === 'exact' && mayComeLater && notInitialIn(machine!).length > 0,
    at: (pair, { isCreation }) =>
      isCreation || isThere(pair.before)
        ? undefined
        : // A part may be put in when it is done already; what was null was there and had not begun.
          beginLate(pair, pair.before === null ? 'error' : 'warning'),
  },
];

function moveTo(
  pair: Pair,
  targetsOf: (machine: Machine, state: string) => string[],
  severity: Severity,
): Way | undefined {
  const { shape, before, holder, name, pointer } = pair;
  const machine = shape.machine!;
  const state = stateOf(machine, before);
  const targets = state === undefined ? [] : targetsOf(machine, state);
  if (targets.length === 0) return undefined;
  return (choices) => {
    put(holder, name, spelled(machine, targets, choices));
    return [{ rule: 'illegal-transition', severity: lessIfRenamed(severity, pair), pointer }];
  };
}

function beginLate({ shape, holder, name, pointer }: Pair, severity: Severity): Way {
  return (choices) => {
    put(holder, name, spelled(shape.machine!, notInitialIn(shape.machine!), choices));
    return [{ rule: 'not-initial', severity, pointer }];
  };
}

/** An element with another title may be another element that got the number of one that is gone. */
export function lessIfRenamed(severity: Severity, { isRenamed }: Pick<Pair, 'isRenamed'>): Severity {
  return isRenamed ? 'warning' : severity;
}

/** Whether something is illegal at all. */
export function hasIllegal(machine: Machine, granularity: Granularity): boolean {
  return illegalStarts(machine, granularity).length > 0;
}

/** The states from which not every other can be come to. */
function illegalStarts(machine: Machine, granularity: Granularity): string[] {
  return statesOf(machine).filter((state) => illegalFrom(machine, state, granularity).length > 0);
}

/** The states from which a discouraged move leads to another. */
function resumable(machine: Machine, granularity: Granularity): string[] {
  return statesOf(machine).filter((state) => resumedFrom(machine, state, granularity).length > 0);
}

/** The states that may not go away. */
function keptStates(machine: Machine, granularity: Granularity): string[] {
  return statesOf(machine).filter((state) => goneFrom(machine, state, granularity));
}

/** The states that one change, or any number of them, cannot lead to. */
export function illegalFrom(machine: Machine, state: string, granularity: Granularity): string[] {
  const all = (from: string): string[] => [...nextOf(machine, from), ...discouragedOf(machine, from)];
  const legal = granularity === 'exact' ? [state, ...all(state)] : [...reachable([state], all)];
  return statesOf(machine).filter((other) => !legal.includes(other));
}

/** The states that can be come to, but only by a move that is discouraged. */
function resumedFrom(machine: Machine, state: string, granularity: Granularity): string[] {
  if (granularity === 'exact') return [...discouragedOf(machine, state)];
  const legal = reachable([state], (from) => nextOf(machine, from));
  const illegal = illegalFrom(machine, state, granularity);
  return statesOf(machine).filter((other) => !legal.has(other) && !illegal.includes(other));
}

/** How bad it is that a state goes away; nothing where it may. */
function goneFrom(machine: Machine, state: string, granularity: Granularity): Severity | undefined {
  const { initial } = machine;
  if (initial.includes(state)) return undefined;
  if (granularity === 'exact') return 'error';
  const legal = reachable([state], (from) => nextOf(machine, from));
  if (initial.some((other) => legal.has(other))) return undefined;
  const resumed = resumedFrom(machine, state, granularity);
  return initial.some((other) => resumed.includes(other)) ? 'warning' : 'error';
}

function notInitialIn(machine: Machine): string[] {
  return statesOf(machine).filter((state) => !machine.initial.includes(state));
}

/** One of some states, by one of its names. */
export function spelled(machine: Machine, states: readonly string[], choices: Choices): string {
  return choices.pick(spellingsOf(machine, choices.pick(states)));
}
