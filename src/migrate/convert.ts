import type { ParsedDocument } from '../document/document.js';
import { type Path, toPointer, valueAt } from '../document/position.js';
import type { SchemaId } from '../schema/generated/schema-types.js';
import { KINDS } from '../schema/kinds.js';
import { propertiesAt } from '../schema/properties.js';
import type { Decision, Draft, Mapping } from './mapping.js';
import { type Node, treeOf } from './tree.js';

export interface Converted {
  readonly text: string;
  readonly decisions: readonly Decision[];
}

export interface ConvertOptions {
  /** The time of the migration, RFC 3339. */
  readonly now: string;
  /** Whether the document is itself what a mapping of the same run has made. */
  readonly isFresh: boolean;
}

/**
 * Makes a document of the next version. What both versions name stays, what a mapping names goes where it says, and what
 * the next version has no place for goes under the mapping's `leftover`, by the names it had: of the innermost array
 * element around it, or of the document. So does a property that no schema knew and that now would mean something.
 */
export function convert(document: ParsedDocument, mapping: Mapping, { now, isFresh }: ConvertOptions): Converted {
  const source = document.value;
  const moves = mapping.moves
    .filter(({ fresh }) => isFresh || !fresh)
    .map(({ from, to }) => ({ from: from.split('.'), to: to.split('.') }))
    .filter(({ from }) => valueAt(source, from) !== undefined);
  /** Pointer to a place of the new document → what the object there keeps its leftovers under. */
  const names = new Map<string, string>();
  const tree = treeOf(document, membersOf([], []));
  for (const { from, to } of moves) tree.put(to, nodeOf(from, to, []));
  const decisions: Decision[] = [];
  const tell = (at: Path, says: string): void => void decisions.push({ schema: mapping.to, at, says });
  const draft: Draft = {
    source,
    now,
    get: (at) => tree.get(at),
    set(at, value) {
      tree.put(at, { value });
    },
    move(from, to) {
      const node = tree.take(from);
      if (node) tree.put(to, node);
    },
    leftover: (at) => names.get(toPointer(at)) ?? mapping.leftover,
    keep(at, value) {
      tree.put([draft.leftover([]), ...at], { value });
    },
    tell,
  };
  nameVersion(draft, mapping);
  for (const decide of mapping.decisions) decide(draft);
  const leftover = draft.leftover([]);
  const kept = tree.get([leftover]);
  if (kept !== undefined) {
    tell([leftover], `what has no place any more: ${Object.keys(kept as object).join(', ')}`);
  }
  return { text: tree.write((at) => propertiesAt(mapping.to, at)), decisions };

  /** The part that a value becomes; `leftovers` takes what of it has no place. */
  function nodeOf(at: Path, to: Path, leftovers: Leftover[]): Node {
    const value = valueAt(source, at);
    if (typeof value !== 'object' || value === null) return { kept: at };
    if (Array.isArray(value)) {
      const items = value.map((item, index): Node => {
        const [own, place] = [
          [...at, index],
          [...to, index],
        ];
        return isObject(item) ? settled({ members: membersOf(own, place) }, own) : nodeOf(own, place, leftovers);
      });
      return items.every((item) => 'kept' in item) ? { kept: at } : { items };
    }
    return settled({ members: partsOf(at, to, leftovers) }, at);
  }

  /** What the properties of the document or of an element become. */
  function membersOf(at: Path, to: Path): Map<string, Node> {
    const leftovers: Leftover[] = [];
    const members = partsOf(at, to, leftovers);
    const name = freeName(valueAt(source, at) as object, mapping.leftover);
    names.set(toPointer(to), name);
    for (const { path, node } of leftovers) putInto(members, [name, ...path.slice(at.length)], node);
    return members;
  }

  function partsOf(at: Path, to: Path, leftovers: Leftover[]): Map<string, Node> {
    const members = new Map<string, Node>();
    const [here, there] = [propertiesAt(mapping.from, at), propertiesAt(mapping.to, to)];
    for (const key of Object.keys(valueAt(source, at) as object)) {
      const own = [...at, key];
      if (isMoved(own)) continue;
      const name = renamed(placeOf(own), mapping);
      if (name !== undefined || here.has(key) === there.has(key)) {
        members.set(name ?? key, nodeOf(own, [...to, name ?? key], leftovers));
      } else {
        const node = restOf(own);
        if (node) leftovers.push({ path: own, node });
      }
    }
    return members;
  }

  /** A value without what of it is moved elsewhere; `undefined` where that is all. */
  function restOf(at: Path): Node | undefined {
    if (!moves.some(({ from }) => from.length > at.length && isPrefix(at, from))) return { kept: at };
    const keys = Object.keys(valueAt(source, at) as object);
    const rest = keys.flatMap((key): [string, Node][] => {
      const own = [...at, key];
      const node = isMoved(own) ? undefined : restOf(own);
      return node ? [[key, node]] : [];
    });
    return rest.length > 0 ? { members: new Map(rest) } : undefined;
  }

  function isMoved(at: Path): boolean {
    return moves.some(({ from }) => from.length === at.length && isPrefix(at, from));
  }

  /** The part as it stood, where nothing of it is new. */
  function settled(node: { readonly members: Map<string, Node> }, at: Path): Node {
    const keys = Object.keys(valueAt(source, at) as object);
    const isSame =
      keys.length === node.members.size &&
      [...node.members].every(([key, member], index) => {
        return key === keys[index] && 'kept' in member && member.kept.at(-1) === key && member.kept.length > at.length;
      });
    return isSame ? { kept: at } : node;
  }
}

interface Leftover {
  readonly path: Path;
  readonly node: Node;
}

/** `$schema` says the version in a sentence, or names the schema that it is the address of. */
function nameVersion(draft: Draft, { from, to, sentence }: Mapping): void {
  const at = ['$schema'];
  const old = valueAt(draft.source, at);
  const isAddress = typeof old === 'string' && old.includes(from);
  draft.set(at, isAddress ? old.replaceAll(from, to) : sentence);
  if (typeof old === 'string' && !isAddress && !isSentence(old, from)) draft.keep(at, old);
}

/** Whether it is what a version says of itself, and so goes with the version. */
function isSentence(text: string, schema: SchemaId): boolean {
  return Object.values(KINDS).some(({ variants }) =>
    variants.some((variant) => variant.schema === schema && variant.sentence?.test(text)),
  );
}

/** A document may name a property as every object's prototype does, `constructor` for one. */
function renamed(place: string, { renames }: Mapping): string | undefined {
  return Object.hasOwn(renames, place) ? renames[place] : undefined;
}

function freeName(holder: object, wanted: string): string {
  let name = wanted;
  while (Object.hasOwn(holder, name)) name += '_';
  return name;
}

function putInto(members: Map<string, Node>, [key, ...rest]: Path, node: Node): void {
  const name = String(key);
  if (rest.length === 0) {
    members.set(name, node);
    return;
  }
  const held = members.get(name);
  const inside = held && 'members' in held ? held.members : new Map<string, Node>();
  members.set(name, { members: inside });
  putInto(inside, rest, node);
}

function placeOf(at: Path): string {
  return at.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
}

function isPrefix(at: Path, path: Path): boolean {
  return at.every((key, index) => key === path[index]);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
