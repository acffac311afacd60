import type { Path } from '../../document/position.js';
import type { Lifecycle } from './lifecycle.js';

/** Something wrong with a machine, and where in it. */
export interface LifecycleMistake {
  /** From the machine; empty for the machine as a whole. */
  readonly at: Path;
  readonly message: string;
}

/**
 * What a machine gets wrong by itself, and against the values that its place allows.
 *
 * @param listed the values that the schema lists for the place, null left out; absent where it lists none
 */
export function lintLifecycle(lifecycle: Lifecycle, listed: ReadonlySet<unknown> | undefined): LifecycleMistake[] {
  const { initial, transitions, aliases, discouraged = {} } = lifecycle;
  const mistakes: LifecycleMistake[] = [];
  const add = (at: Path, message: string): void => {
    mistakes.push({ at, message });
  };
  const isState = (word: string): boolean => Object.hasOwn(transitions, word);

  initial.forEach((state, index) => {
    if (!isState(state))
      add(
        ['initial', index],
        `initial state ${quoted(state)} has no entry in transitions; a state with no way out has an empty list`,
      );
  });

  for (const [table, moves] of Object.entries({ transitions, discouraged })) {
    for (const [state, targets] of Object.entries(moves)) {
      targets.forEach((target, index) => {
        if (isState(target)) return;
        const alias = Object.hasOwn(aliases, target) ? ` but an alias of ${quoted(aliases[target])}` : '';
        add(
          [table, state, index],
          `${quoted(target)} follows ${quoted(state)} but is no state${alias}; a state has an entry in transitions, one with no way out an empty list`,
        );
      });
    }
  }

  for (const [state, targets] of Object.entries(discouraged)) {
    if (!isState(state))
      add(['discouraged', state], `${quoted(state)} is no state; a state has an entry in transitions`);
    const legal = Object.hasOwn(transitions, state) ? transitions[state] : undefined;
    targets.forEach((target, index) => {
      const at = ['discouraged', state, index];
      if (target === state) add(at, `${quoted(state)} is discouraged after itself; staying put is always legal`);
      else if (legal?.includes(target))
        add(
          at,
          `${quoted(target)} after ${quoted(state)} is discouraged and in transitions; a move is one or the other`,
        );
    });
  }

  const reached = reachedFrom(lifecycle);
  for (const state of Object.keys(transitions)) {
    if (reached.has(state)) continue;
    add(
      ['transitions', state],
      `state ${quoted(state)} is out of reach of the initial states; each state is initial or follows one that can be reached`,
    );
  }

  for (const [alias, state] of Object.entries(aliases)) {
    if (isState(alias))
      add(['aliases', alias], `alias ${quoted(alias)} is also a state; an alias is another spelling of a state`);
    if (!isState(state))
      add(
        ['aliases', alias],
        `alias ${quoted(alias)} means ${quoted(state)}, which is no state; an alias names a state with an entry in transitions`,
      );
  }

  if (listed) {
    for (const state of Object.keys(transitions)) {
      if (!listed.has(state))
        add(['transitions', state], `state ${quoted(state)} is not in the enum; the enum lists each state and alias`);
    }
    for (const alias of Object.keys(aliases)) {
      if (!listed.has(alias) && !isState(alias))
        add(['aliases', alias], `alias ${quoted(alias)} is not in the enum; the enum lists each state and alias`);
    }
    // What the machine names in a place where only a state may stand is told there.
    const named = new Set([
      ...initial,
      ...Object.entries(transitions).flat(2),
      ...Object.entries(discouraged).flat(2),
      ...Object.entries(aliases).flat(),
    ]);
    for (const member of listed) {
      if (typeof member === 'string' && !named.has(member))
        add(
          [],
          `${quoted(member)} is in the enum but neither a state nor an alias; the enum lists states and aliases alone`,
        );
    }
  }
  return mistakes;
}

/** The states that a document can come to be in without a discouraged move; what no transition leads on from ends there. */
function reachedFrom({ initial, transitions }: Lifecycle): ReadonlySet<string> {
  const reached = new Set(initial);
  // A set that grows while it is walked is walked to its end.
  for (const state of reached) {
    if (Object.hasOwn(transitions, state)) for (const target of transitions[state] ?? []) reached.add(target);
  }
  return reached;
}

function quoted(word: string | undefined): string {
  return JSON.stringify(word);
}
