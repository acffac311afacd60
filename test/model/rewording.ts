import type { Choices } from './choices.js';
import { type Holder, isObject, listOf, own, put } from './holder.js';
import { spellingsOf, stateOf } from './machine.js';
import type { Shape } from './shape.js';
import { isTime, rewritten } from './times.js';

/** Writes some of a document in another way: times, states, the order of names. */
export function reword(shape: Shape, holder: Holder, name: string | number, choices: Choices): void {
  const value = own(holder, name);
  if (shape.isTime && isTime(value)) {
    if (choices.chance(3)) put(holder, name, rewritten(value, choices));
  } else if (shape.machine) {
    const state = stateOf(shape.machine, value);
    if (state !== undefined && choices.chance(3)) put(holder, name, choices.pick(spellingsOf(shape.machine, state)));
  } else if (isObject(value)) {
    for (const [property, inside] of shape.properties) reword(inside, value, property, choices);
    if (choices.chance(3)) reorder(value, choices);
  } else if (shape.items) {
    for (const index of listOf(value).keys()) reword(shape.items, value as Holder, index, choices);
  }
}

function reorder(object: Holder, choices: Choices): void {
  const entries = Object.entries(object);
  entries.push(...entries.splice(0, choices.upTo(entries.length + 1)));
  for (const [name] of entries) put(object, name, undefined);
  for (const [name, value] of entries) put(object, name, value);
}
