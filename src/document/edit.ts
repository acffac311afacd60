import type { ParsedDocument } from './document.js';
import { layoutOf, type Layout } from './layout.js';
import { type Span, spanOf, spansInside } from './locate.js';
import { type Path, toPointer, valueAt } from './position.js';

/** A change of a document's text that touches one place and nothing else. */
export type Edit =
  /** Another value stands there; where the property is absent from its object, it is added as the last. */
  | { readonly at: Path; readonly set: unknown }
  /** The property is called otherwise. */
  | { readonly at: Path; readonly rename: string }
  /** The property or element is gone. */
  | { readonly at: Path; readonly remove: true }
  /** The text begins without the mark. */
  | { readonly strip: 'byte-order-mark' };

/** Characters of a text and what is put in their place. */
export interface Splice {
  readonly start: number;
  /** Exclusive; nothing is taken out where it is the start. */
  readonly end: number;
  readonly text: string;
}

/** What edits make of a document's text. */
export interface Edited {
  readonly splices: readonly Splice[];
  /** Whether the byte-order mark before the text goes. */
  readonly strip: boolean;
}

/**
 * Tells, for a document, the splices that carry out edits, in the order of the text; each edit names its place as it is
 * before all of them. `undefined` where one of them cannot be carried out: its place is not there, its new name is taken,
 * or two want the same place.
 */
export function editorOf(document: ParsedDocument): (edits: readonly Edit[]) => Edited | undefined {
  const layout = layoutOf(document.text);
  /** Each container is looked through once: a hostile one has tens of thousands of members, and as many edits. */
  const known = new Map<string, Span[]>();
  const membersOf: MembersOf = (at) => {
    const pointer = toPointer(at);
    const members = known.get(pointer) ?? spansInside(document, at);
    known.set(pointer, members);
    return members;
  };
  return (edits) => splicesOf(document, layout, membersOf, edits);
}

/** The members of a container, in the order of the text. */
type MembersOf = (container: Path) => readonly Span[];

function splicesOf(
  document: ParsedDocument,
  layout: Layout,
  membersOf: MembersOf,
  edits: readonly Edit[],
): Edited | undefined {
  const strip = edits.some((edit) => 'strip' in edit);
  const splices: (readonly Splice[] | undefined)[] = [];
  const removals = new Map<string, Path[]>();
  const additions = new Map<string, { at: Path; set: unknown }[]>();
  for (const edit of edits) {
    if ('strip' in edit) continue;
    const { at } = edit;
    const parent = toPointer(at.slice(0, -1));
    if ('remove' in edit) push(removals, parent, at);
    else if ('rename' in edit) splices.push(renaming(document, at, edit.rename));
    else if (spanOf(document, at)) splices.push(setting(document, layout, at, edit.set));
    else push(additions, parent, edit);
  }
  for (const paths of removals.values()) splices.push(removing(document, membersOf, paths));
  for (const added of additions.values()) splices.push(adding(document, layout, membersOf, added));
  const known = splices.flatMap((some) => some ?? []).sort((a, b) => a.start - b.start || a.end - b.end);
  const isDone =
    splices.every((some) => some !== undefined) && !known.some((one, index) => overlap(known[index - 1], one));
  return isDone ? { splices: known, strip } : undefined;
}

/** Whether two splices, of which one begins no later than the other, touch the same characters. */
export function overlap(one: Splice | undefined, next: Splice): boolean {
  return one !== undefined && next.start < one.end;
}

/** A text with splices carried out that do not overlap, in the order of the text. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, text: put } of splices) {
    result += text.slice(done, start) + put;
    done = end;
  }
  return result + text.slice(done);
}

function renaming(document: ParsedDocument, at: Path, name: string): Splice[] | undefined {
  const key = spanOf(document, at)?.key;
  const isTaken = valueAt(document.value, [...at.slice(0, -1), name]) !== undefined;
  return key && !isTaken ? [{ ...key, text: JSON.stringify(name) }] : undefined;
}

function setting(document: ParsedDocument, layout: Layout, at: Path, value: unknown): Splice[] | undefined {
  const span = spanOf(document, at);
  if (!span) return undefined;
  const old = valueAt(document.value, at);
  if (isEqual(old, value)) return [];
  if (Array.isArray(old) && Array.isArray(value) && old.length === value.length) {
    // Of a list that is as long as it was, only the elements that differ are touched.
    const parts = value.map((item, index) => setting(document, layout, [...at, index], item));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  const isOneLine = !/[\r\n]/u.test(document.text.slice(span.start, span.end));
  return [{ start: span.start, end: span.end, text: layout.write(value, isOneLine ? undefined : span.start) }];
}

/** Takes members out of one container, with the commas and the white space that they leave behind. */
function removing(document: ParsedDocument, membersOf: MembersOf, paths: readonly Path[]): Splice[] | undefined {
  const parent = paths[0]?.slice(0, -1) ?? [];
  const container = spanOf(document, parent);
  if (!container || paths.some((at) => at.length === 0)) return undefined;
  const members = membersOf(parent);
  const isArray = document.text.charAt(container.start) === '[';
  const gone = new Set(
    paths.map((at) => {
      const start = spanOf(document, at)?.start;
      return start !== undefined && isArray ? Number(at.at(-1)) : members.findIndex((one) => one.start === start);
    }),
  );
  if (gone.has(-1)) return undefined;
  if (gone.size === members.length) return [{ start: container.start + 1, end: container.end - 1, text: '' }];
  return [...gone]
    .filter((index) => !gone.has(index - 1))
    .flatMap((first): Splice[] => {
      let next = first;
      while (gone.has(next)) next += 1;
      const [one, last, before, after] = [members[first], members[next - 1], members[first - 1], members[next]];
      if (one && after) return [{ start: startOf(one), end: startOf(after), text: '' }];
      return before && last ? [{ start: before.end, end: last.end, text: '' }] : [];
    });
}

/** Puts properties at the end of one object, or elements at the end of one array, in the manner of what stands there. */
function adding(
  document: ParsedDocument,
  layout: Layout,
  membersOf: MembersOf,
  added: readonly { readonly at: Path; readonly set: unknown }[],
): Splice[] | undefined {
  const parent = added[0]?.at.slice(0, -1) ?? [];
  const container = spanOf(document, parent);
  const value = valueAt(document.value, parent);
  if (!container || typeof value !== 'object' || value === null) return undefined;
  const members = membersOf(parent);
  const last = members.at(-1);
  const keys = added.map(({ at }) => at.at(-1) ?? '');
  if (Array.isArray(value) && keys.some((key, index) => key !== members.length + index)) return undefined;
  const { start, end } = container;
  if (!last) {
    const gap = layout.isOneLine ? '' : layout.breakAt(start, 1);
    const close = gap === '' ? '' : layout.breakAt(start, 0);
    const texts = written(gap === '' ? undefined : { at: start, deeper: 1 });
    return [{ start: start + 1, end: end - 1, text: gap + texts.join(`,${gap}`) + close }];
  }
  const before = members.at(-2);
  const separator = before
    ? document.text.slice(before.end, startOf(last))
    : `,${document.text.slice(start + 1, startOf(last)) || (layout.isSpaced ? ' ' : '')}`;
  const texts = written(/[\r\n]/u.test(separator) ? { at: startOf(last), deeper: 0 } : undefined);
  return [{ start: last.end, end: last.end, text: texts.map((text) => separator + text).join('') }];

  /** @param line where the line lies that tells the indentation; absent: all in one line */
  function written(line: { readonly at: number; readonly deeper: number } | undefined): string[] {
    return added.map(({ set }, index) => {
      const text = layout.write(set, line?.at, line?.deeper);
      const key = keys[index];
      return typeof key === 'string' ? `${JSON.stringify(key)}:${layout.isSpaced ? ' ' : ''}${text}` : text;
    });
  }
}

function startOf({ key, start }: Span): number {
  return key?.start ?? start;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
