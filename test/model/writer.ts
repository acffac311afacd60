import { arbitraryChoices, type Choices } from './choices.js';
import { amount, fresh, freshElement, isOnWay, type Mind } from './fresh.js';
import { type Holder, isObject, isThere, listOf, own, put } from './holder.js';
import { nearest, nextOf, spellingsOf, statesOf, stateOf } from './machine.js';
import { reword } from './rewording.js';
import type { Shape } from './shape.js';
import { keyOf, type Spot, spotsIn } from './spots.js';
import { isTime } from './times.js';

/** Someone who writes a document and changes it as the schema allows. */
export interface Writer {
  readonly value: unknown;
  /** Makes one change, as a tool call would: each machine takes one transition at most. */
  change(choices: Choices): void;
  /** Takes one machine several transitions on, as happens between two commits. */
  hurry(choices: Choices): void;
  /** Changes something else than states and sets the times that every change sets. */
  note(choices: Choices): void;
  /** Puts another version in the place of the one that is there. */
  replace(value: unknown): void;
}

/**
 * Begins a document.
 *
 * @param isFine whether a version may stand: it is valid, and recognised for what it is
 */
export function beginDocument(shape: Shape, mind: Mind, isFine: (value: unknown) => boolean, choices: Choices): Writer {
  const root: Holder = { document: firstVersion() };

  return {
    get value() {
      return root['document'];
    },
    replace(value) {
      root['document'] = value;
    },
    note(choices) {
      put(root['document'] as Holder, 'remark', `remark ${String(mind.next())}`);
      touch(choices);
    },
    hurry(choices) {
      const spots = [...spotsIn(shape, root, 'document', { path: '', owner: '1' })];
      const moving = spots.filter(({ shape: { machine }, value }) => machine && stateOf(machine, value) !== undefined);
      if (moving.length === 0) return;
      const spot = choices.pick(moving);
      const before = structuredClone(root['document']);
      for (let left = 2 + choices.upTo(3); left > 0; left -= 1) moveOn(spot, choices);
      if (!isFine(root['document']) && isFine(before)) root['document'] = before;
      else touch(choices);
    },
    change(choices) {
      if (choices.chance(3)) reword(shape, root, 'document', choices);
      const done = new Set<string>();
      for (let left = choices.upTo(5); left > 0; left -= 1) edit(done, choices);
      // What is only written in another way asks for nothing; the time of the last change may move on all the same.
      if (done.size > 0 || choices.chance(8)) touch(choices);
    },
  };

  function firstVersion(): unknown {
    for (let attempt = 0; attempt < 30; attempt += 1) {
      // What the first decisions do not lead to, others may.
      const value = fresh(shape, { path: '', owner: '1' }, attempt === 0 ? choices : arbitraryChoices(attempt), mind);
      if (isFine(value)) return value;
      const sentence = mind.given.get('/$schema');
      if (sentence !== undefined) put(value as Holder, '$schema', sentence);
      if (isFine(value)) return value;
    }
    throw new Error(`the model makes no document that fits ${shape.place}`);
  }

  /** One edit of one place that was not edited yet; nothing where it would make a sound document unsound. */
  function edit(done: Set<string>, choices: Choices): void {
    const spots = [...spotsIn(shape, root, 'document', { path: '', owner: '1' })];
    const exact = spots.filter((spot) => spot.shape.place === mind.focus);
    const near = spots.filter((spot) => isOnWay(spot.shape, mind) && !isThere(spot.value));
    // The same one again and again, so that it comes far.
    const preferred = [spots, exact, near, exact.slice(0, 1)][choices.upTo(4)]!;
    const spot = choices.pick(preferred.length > 0 ? preferred : spots);
    const before = structuredClone(root['document']);
    const path = editAt(spot, choices, (path) => isFree(done, path));
    if (path === undefined) return;
    if (!isFine(root['document']) && isFine(before)) root['document'] = before;
    else done.add(path);
  }

  function editAt(spot: Spot, choices: Choices, isFree: (path: string) => boolean): string | undefined {
    const { shape, value, path, isElement } = spot;
    if (!isThere(value)) return isFree(path) ? fill(spot, choices) : undefined;
    if (shape.said['x-immutable'] || shape.said['x-touch']) return undefined;
    if (shape.machine) return isFree(path) ? move(spot, choices) : undefined;
    if (isObject(value) && (isElement || shape.place === '' || choices.chance(2)))
      return editUnknown(spot, choices, isFree);
    if (Array.isArray(value) && !choices.chance(6)) return editArray(spot, choices, isFree);
    if (!isFree(path)) return undefined;
    if (choices.chance(3) && removeFrom(spot, choices)) return path;
    if (isObject(value) || Array.isArray(value)) return undefined;
    if (!shape.said['x-monotonic']) put(spot.holder, spot.name, fresh(shape, spot, choices, mind));
    else if (isTime(value)) put(spot.holder, spot.name, mind.clock.now(choices));
    else put(spot.holder, spot.name, shape.types.has('integer') ? mind.next() : amount(shape, choices, mind));
    return path;
  }

  /** From nothing to something, or from one sort of nothing to the other. */
  function fill(spot: Spot, choices: Choices): string {
    const { shape, holder, name, value, isRequired } = spot;
    if (shape.types.has('null') && !isRequired && choices.chance(4))
      put(holder, name, value === null ? undefined : null);
    else put(holder, name, fresh(shape, spot, choices, mind));
    return spot.path;
  }

  function move(spot: Spot, choices: Choices): string | undefined {
    const { shape, holder, name, value, path } = spot;
    const machine = shape.machine!;
    const state = stateOf(machine, value);
    // From what is no state any state mends it.
    const next = state === undefined ? statesOf(machine) : nextOf(machine, state);
    if (choices.chance(6) && removeFrom(spot, choices)) return path;
    if (next.length === 0) return undefined;
    const isBound = shape.place === mind.focus && mind.goals.length > 0 && !choices.chance(4);
    if (isBound && state !== undefined && mind.goals.includes(state)) return undefined;
    const wanted = isBound ? nearest(machine, next, mind.goals) : next;
    put(holder, name, choices.pick(spellingsOf(machine, choices.pick(wanted))));
    return path;
  }

  /** One transition, if there is one. */
  function moveOn({ shape, holder, name }: Spot, choices: Choices): void {
    const machine = shape.machine!;
    const state = stateOf(machine, own(holder, name));
    const next = state === undefined ? [] : nextOf(machine, state);
    if (next.length > 0) put(holder, name, choices.pick(spellingsOf(machine, choices.pick(next))));
  }

  /** Takes a value away where nothing in it must stay. */
  function removeFrom({ shape, holder, name, value, path, isRequired }: Spot, choices: Choices): boolean {
    const canBeNull = shape.types.has('null');
    if ((isRequired && !canBeNull) || !mayGo(shape, value)) return false;
    remember(shape, value, path);
    put(holder, name, canBeNull && (isRequired || choices.chance(2)) ? null : undefined);
    return true;
  }

  function remember(shape: Shape, value: unknown, path: string): void {
    const state = shape.machine && stateOf(shape.machine, value);
    if (state !== undefined) mind.states.set(path, state);
    for (const [name, property] of shape.properties) remember(property, own(value, name), `${path}/${name}`);
  }

  /** Properties that the schema does not know come and go. */
  function editUnknown(
    { holder, name, path }: Spot,
    choices: Choices,
    isFree: (path: string) => boolean,
  ): string | undefined {
    const object = holder[name] as Holder;
    const unknown = choices.pick(UNKNOWN);
    const at = `${path}/~${unknown}`;
    if (!isFree(at)) return undefined;
    const isGoing = own(object, unknown) !== undefined && choices.chance(2);
    const value = choices.pick([mind.next(), null, { status: 'done', rows: [mind.next()] }, [{ id: mind.next() }]]);
    put(object, unknown, isGoing ? undefined : value);
    return at;
  }

  function editArray(spot: Spot, choices: Choices, isFree: (path: string) => boolean): string | undefined {
    const { shape, value, path, holder, name } = spot;
    const list = [...listOf(value)];
    const stays = shape.said['x-append-only'] === true;
    const isSet = stays || shape.said['x-grow-only'] === true;
    const order = `${path}/~order`;
    switch (choices.upTo(list.length > 0 ? 4 : 1)) {
      case 0: {
        if (!shape.items) return undefined;
        const [element, inside] = freshElement(shape.items, shape, spot, choices, mind);
        list.splice(stays ? list.length : list.length - choices.upTo(list.length + 1), 0, element);
        holder[name] = list;
        return inside.path === path ? order : inside.path;
      }
      case 1: {
        const index = choices.upTo(list.length);
        const at = shape.key === undefined ? order : `${path}/#${String(keyOf(list[index], shape.key))}`;
        if (isSet || !isFree(at)) return undefined;
        list.splice(index, 1);
        holder[name] = list;
        return at;
      }
      default: {
        if (stays || list.length < 2 || !isFree(order)) return undefined;
        list.push(...list.splice(choices.upTo(list.length - 1), 1));
        holder[name] = list;
        return order;
      }
    }
  }

  function touch(choices: Choices): void {
    for (const [name, property] of shape.properties) {
      if (property.said['x-touch']) put(root['document'] as Holder, name, mind.clock.now(choices));
    }
  }
}

const UNKNOWN = ['remark', 'status_text', 'constructor', '__proto__', 'x/y~z', '', 'toString'];

/** Whether a value may go: nothing in it has begun, is written for ever, or is a member for ever. */
function mayGo(shape: Shape, value: unknown): boolean {
  if (!isThere(value)) return true;
  const { said, machine } = shape;
  if (said['x-immutable'] || said['x-touch']) return false;
  const state = machine && stateOf(machine, value);
  if (machine && state !== undefined && !machine.initial.includes(state)) return false;
  if ((said['x-append-only'] || said['x-grow-only']) && listOf(value).length > 0) return false;
  return [...shape.properties].every(([name, property]) => mayGo(property, own(value, name)));
}

/** Whether nothing around a place, at it or in it was edited yet. */
function isFree(done: ReadonlySet<string>, path: string): boolean {
  return [...done].every((other) => other !== path && !other.startsWith(`${path}/`) && !path.startsWith(`${other}/`));
}
