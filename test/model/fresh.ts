import type { Choices } from './choices.js';
import { put } from './holder.js';
import { nextOf, reachable, spellingsOf } from './machine.js';
import type { Machine, Shape } from './shape.js';
import type { Clock } from './times.js';

/** What whoever writes a document keeps in mind. */
export interface Mind {
  readonly clock: Clock;
  /** Counts up: names that were never used, amounts that never fall. */
  next(): number;
  /** Where a state once was and was taken away: which. */
  readonly states: Map<string, string>;
  /** The place that should come into being if it can. */
  readonly focus: string;
  /** The states that it should come to; any when there are none. */
  readonly goals: readonly string[];
  /** Place → the values there that others decide on. */
  readonly given: ReadonlyMap<string, string>;
}

/** Where a new value is to stand. */
export interface Site {
  /** With keys instead of indexes, so that it stays the same wherever elements stand. */
  readonly path: string;
  /** The key of the element around it. */
  readonly owner: string;
}

/** A new value: valid, with every state initial. */
export function fresh(shape: Shape, site: Site, choices: Choices, mind: Mind): unknown {
  const given = mind.given.get(shape.place);
  if (given !== undefined) return given;
  if (shape.machine) return choices.pick(spellingsOf(shape.machine, firstState(shape.machine, site, choices, mind)));
  if (shape.isTime) return mind.clock.now(choices);
  if (shape.listed) return choices.pick(shape.listed.filter((value) => value !== null));
  if (shape.types.has('object') && shape.properties.size > 0) return freshObject(shape, site, choices, mind);
  if (shape.types.has('array')) return freshArray(shape, site, choices, mind);
  if (shape.types.has('integer')) return shape.minimum + (mind.next() % (shape.maximum - shape.minimum + 1));
  if (shape.types.has('number')) return amount(shape, choices, mind);
  if (shape.types.has('boolean')) return choices.chance(2);
  if (shape.types.has('string')) return freshText(shape, samples(site.owner, mind.next()));
  return { text: word(mind.next()) };
}

/** Whether it is there at all, or null. */
function freshOrNone(shape: Shape, isRequired: boolean, site: Site, choices: Choices, mind: Mind): unknown {
  const canBeNull = shape.types.has('null');
  const isWanted = isOnWay(shape, mind) && !choices.chance(5);
  if (isRequired && !(canBeNull && !isWanted && choices.chance(4))) return fresh(shape, site, choices, mind);
  if (!isRequired && (isWanted || choices.chance(2))) return fresh(shape, site, choices, mind);
  return canBeNull && (isRequired || choices.chance(2)) ? null : undefined;
}

/** Whether a place must be there for the focus to be. */
export function isOnWay({ place }: Shape, { focus }: Mind): boolean {
  return focus === place || focus.startsWith(`${place}/`);
}

/** A new element of an array, with a key that no other has or had. */
export function freshElement(items: Shape, array: Shape, site: Site, choices: Choices, mind: Mind): [unknown, Site] {
  if (array.key === undefined) return [fresh(items, site, choices, mind), site];
  const key = array.key === 'sha' ? shaOf(mind.next()) : keyFor(items.properties.get(array.key), site.owner, mind);
  const inside = { path: `${site.path}/#${String(key)}`, owner: String(key) };
  const element = freshObject(items, inside, choices, mind);
  put(element, array.key, key);
  return [element, inside];
}

function freshObject(shape: Shape, { path, owner }: Site, choices: Choices, mind: Mind): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, property] of shape.properties) {
    const site = { path: `${path}/${name}`, owner };
    put(object, name, freshOrNone(property, shape.required.has(name), site, choices, mind));
  }
  return object;
}

function freshArray(shape: Shape, site: Site, choices: Choices, mind: Mind): unknown[] {
  if (!shape.items) return [];
  const isWanted = isOnWay(shape, mind) && !choices.chance(5);
  const length = Math.max(choices.upTo(3), isWanted ? 1 : 0);
  return Array.from({ length }, () => freshElement(shape.items!, shape, site, choices, mind)[0]);
}

/** An initial state; where there was a state before, one that could have followed it. */
function firstState(machine: Machine, { path }: Site, choices: Choices, { states }: Mind): string {
  const last = states.get(path);
  const possible = last === undefined ? machine.initial : [...reachable([last], (state) => nextOf(machine, state))];
  return choices.pick(machine.initial.filter((state) => possible.includes(state)));
}

/** Cents, as a number or as a decimal string, with more zeros than it needs. */
export function amount({ types }: Shape, choices: Choices, mind: Mind): number | string {
  const cents = mind.next();
  return types.has('string') && choices.chance(2) ? (cents / 100).toFixed(2 + choices.upTo(3)) : cents / 100;
}

function keyFor(shape: Shape | undefined, owner: string, mind: Mind): string | number {
  const number = mind.next();
  if (shape?.types.has('integer')) return number;
  return freshText(shape, [`${owner}.${String(number)}`, ...samples(owner, number)]);
}

/** Hashes of which no two begin alike, as it is with those of a repository. */
function shaOf(number: number): string {
  return ((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0').repeat(5);
}

function freshText(shape: Shape | undefined, candidates: readonly string[]): string {
  const found = candidates.find((text) => shape?.pattern?.test(text) ?? true);
  if (found === undefined)
    throw new Error(`the model knows no text for ${String(shape?.pattern)} at ${String(shape?.place)}`);
  return found;
}

/** Texts of the forms that the schemas' patterns ask for, and before them one for where anything goes. */
function samples(owner: string, number: number): string[] {
  const id = String(number);
  return [
    word(number),
    `${owner}.${id}`,
    `1.${id}`,
    `1.1.${id}`,
    `1.1.1.${id}`,
    `dn-${id.padStart(3, '0')}`,
    `2026-03-0${String(1 + (number % 9))}`,
    `5c1e7a90-0b6d-4f21-9a3e-${id.padStart(12, '0')}`,
  ];
}

const WORDS = ['lantern', 'harbour', 'übung', 'ledger "new"', 'a/b~c', 'été', 'メモ', 'orchard'];

function word(number: number): string {
  return `${WORDS[number % WORDS.length]!} ${String(number)}`;
}
