import { toPointer } from '../../src/document/position.js';
import { type Holder, isObject, listOf, own } from './holder.js';
import type { Shape } from './shape.js';

/** A value in two versions of a document; `undefined` where it is not there. */
export interface Pair {
  readonly shape: Shape;
  readonly before: unknown;
  readonly after: unknown;
  /** What holds it in the later version, and what held it in the earlier one. */
  readonly holder: Holder;
  readonly holderBefore: unknown;
  readonly name: string | number;
  /** A JSON Pointer into the later version. */
  readonly pointer: string;
  /** It belongs to an element that is followed by its key. */
  readonly isInElement: boolean;
  /** An element that it belongs to has another title than before, so that it may be another one. */
  readonly isRenamed: boolean;
}

/**
 * All places at which the later version has a value or could have one, with what stood there before.
 *
 * @param only the place in the schema that is asked for; all when absent
 */
export function* pairsIn(shape: Shape, before: unknown, after: unknown, only?: string): Generator<Pair> {
  yield* pairsAt(shape, { document: before }, { document: after }, 'document', {
    path: [],
    isInElement: false,
    isRenamed: false,
    only,
  });
}

function* pairsAt(shape: Shape, earlier: unknown, holder: Holder, name: string | number, at: Around): Generator<Pair> {
  const [before, after] = [own(earlier, name), own(holder, name)];
  const { path, isInElement, isRenamed, only } = at;
  if (only !== undefined && only !== shape.place && !only.startsWith(`${shape.place}/`)) return;
  if (only === undefined || only === shape.place) {
    const pointer = toPointer(path);
    yield { shape, before, after, holder, holderBefore: earlier, name, pointer, isInElement, isRenamed };
  }
  if (isObject(after)) {
    for (const [property, inside] of shape.properties) {
      yield* pairsAt(inside, before, after, property, { ...at, path: [...path, property] });
    }
  }
  const { key, items } = shape;
  if (key === undefined || !items) return;
  for (const [index, element] of listOf(after).entries()) {
    const id = own(element, key);
    const was = id === undefined ? undefined : listOf(before).find((other) => own(other, key) === id);
    // Held under the same name as now, wherever it stood.
    yield* pairsAt(items, { [index]: was }, after as Holder, index, {
      path: [...path, index],
      isInElement: true,
      isRenamed: isRenamed || isOtherTitle(was, element),
      only,
    });
  }
}

interface Around extends Pick<Pair, 'isInElement' | 'isRenamed'> {
  readonly path: readonly (string | number)[];
  readonly only: string | undefined;
}

/** Whether an element is called otherwise than it was. */
export function isOtherTitle(before: unknown, after: unknown): boolean {
  const [was, is] = [titleOf(before), titleOf(after)];
  return was !== undefined && is !== undefined && was !== is;
}

/** What a part of a plan is called; an action has no title. */
function titleOf(element: unknown): unknown {
  return own(element, 'title') ?? own(element, 'command');
}
