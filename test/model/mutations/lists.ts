import { type Path, toPointer } from '../../../src/document/position.js';
import type { Severity } from '../../../src/lint/diagnostic.js';
import type { Granularity } from '../../../src/schema/vocabulary/changes.js';
import type { Choices } from '../choices.js';
import { listOf, own, put } from '../holder.js';
import type { Pair } from '../pairs.js';
import type { Circumstances, Mutation, Way } from './mutation.js';

/** What is no list counts as an empty one. */
const NO_LIST = [null, undefined, {}, [], 'none'];

export const APPEND_ONLY: readonly Mutation[] = [
  listMutation('element changed', (list, index) => {
    list[index] = { ...(list[index] as object), afterthought: true };
    return { at: [index, 'afterthought'] };
  }),
  listMutation('element taken out', (list, index) => {
    list.splice(index, 1);
    return { at: [] };
  }),
  listMutation('element put in before', (list, index, _length, granularity) => {
    list.splice(index, 0, { id: 'dn-000', content: 'afterwards' });
    // A merge of two branches puts what was written on one of them among what was written on the other.
    return { at: [index + 1], severity: granularity === 'sampled' ? 'info' : 'error' };
  }),
  listMutation('reordered', (list, index, length) => {
    if (length < 2) return undefined;
    const first = Math.min(index, length - 2);
    list.splice(first + 1, 0, ...list.splice(first, 1));
    return { at: [first + 1] };
  }),
  {
    name: 'gone',
    fits: () => true,
    at(pair: Pair, { marks }: Circumstances): Way | undefined {
      const { before, holder, name, pointer } = pair;
      if (listOf(before).length === 0) return undefined;
      return (choices) => {
        put(holder, name, noList(pair, marks, choices));
        return [{ rule: 'append-only-broken', severity: 'error', pointer }];
      };
    },
  },
];

export const GROW_ONLY: readonly Mutation[] = [
  setMutation('member taken out', (list, members) => list.filter((member) => !members.includes(member))),
  setMutation('member replaced', (list, members, { shape: { key } }) =>
    list.map((member) => {
      if (!members.includes(member)) return member;
      return key === undefined ? 899_999 : { [key]: 'another' };
    }),
  ),
  setMutation('gone', (_list, _members, pair, { marks }, choices) => noList(pair, marks, choices)),
];

function noList({ pointer }: Pair, marks: Circumstances['marks'], choices: Choices): unknown {
  return choices.pick(marks.has(pointer) ? NO_LIST.filter((value) => value !== undefined) : NO_LIST);
}

/** Changes a list that only grows at its end; says where in it that must be told. */
function listMutation(
  name: string,
  change: (
    list: unknown[],
    index: number,
    length: number,
    granularity: Granularity,
  ) => { readonly at: Path; readonly severity?: Severity } | undefined,
): Mutation {
  return {
    name,
    fits: () => true,
    at: (pair, { granularity }) => {
      const length = listOf(pair.before).length;
      if (length === 0 || !change([...listOf(pair.after)], 0, length, granularity)) return undefined;
      return (choices) => {
        const list = [...listOf(pair.after)];
        const { at = [], severity = 'error' } = change(list, choices.upTo(length), length, granularity) ?? {};
        put(pair.holder, pair.name, list);
        return [{ rule: 'append-only-broken', severity, pointer: pair.pointer + toPointer(at) }];
      };
    },
  };
}

/** Changes what stands for a set; `members` is one that was there before, as often as it is there now. */
function setMutation(
  name: string,
  change: (
    list: readonly unknown[],
    members: readonly unknown[],
    pair: Pair,
    circumstances: Circumstances,
    choices: Choices,
  ) => unknown,
): Mutation {
  return {
    name,
    fits: () => true,
    at: (pair, circumstances) => {
      const { before, after, shape, pointer } = pair;
      if (listOf(before).length === 0) return undefined;
      return (choices) => {
        const idOf = (member: unknown): unknown => (shape.key === undefined ? member : own(member, shape.key));
        const leaving = idOf(choices.pick(listOf(before)));
        const members = listOf(after).filter((member) => idOf(member) === leaving);
        put(pair.holder, pair.name, change(listOf(after), members, pair, circumstances, choices));
        // Commits go when a branch is written anew, and with a new plan the checkpoints are counted from the start.
        const severity = pair.name === 'commits' || isPlannedAnew(pair) ? 'warning' : 'error';
        return [{ rule: 'grow-only-shrunk', severity, pointer }];
      };
    },
  };
}

/** Whether none is left of a set and there are to be another number of members. */
function isPlannedAnew({ holder, holderBefore, name }: Pair): boolean {
  const [was, is] = [own(holderBefore, 'checkpoints_total'), own(holder, 'checkpoints_total')];
  return listOf(own(holder, name)).length === 0 && typeof was === 'number' && typeof is === 'number' && was !== is;
}
