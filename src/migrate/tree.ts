import type { ParsedDocument } from '../document/document.js';
import { layoutOf } from '../document/layout.js';
import { spanOf } from '../document/locate.js';
import { type Path, valueAt } from '../document/position.js';
import { lineStart } from '../document/text-form.js';

/** A part of a new document. */
export type Node =
  /** As it stands at a place of the earlier one, to the letter. */
  | { readonly kept: Path }
  | { readonly value: unknown }
  | { readonly items: Node[] }
  | { readonly members: Map<string, Node> };

/** A new document made of parts of an earlier one. */
export interface Tree {
  get(at: Path): unknown;
  /** Puts a part in its place; objects on the way that are missing are made. */
  put(at: Path, node: Node): void;
  /** Takes a part out, and the objects around it that then hold nothing; `undefined`: nothing stands there. */
  take(at: Path): Node | undefined;
  /** The text, laid out as the earlier one is; `order` tells the properties of an object in their order. */
  write(order: (at: Path) => Iterable<string>): string;
}

export function treeOf(document: ParsedDocument, root: Map<string, Node>): Tree {
  const tree: Node = { members: root };

  return {
    get(at) {
      const node = find(at);
      return node && valueOf(node);
    },

    put(at, node) {
      let inside: Node = tree;
      at.slice(0, -1).forEach((key, index) => {
        const next = child(inside, key) ?? { members: new Map<string, Node>() };
        const isEmpty = 'value' in next && (next.value === null || next.value === undefined);
        const opened = isEmpty ? { members: new Map<string, Node>() } : open(next);
        attach(inside, at[index] ?? '', opened);
        inside = opened;
      });
      attach(inside, at.at(-1) ?? '', node);
    },

    take(at) {
      const node = find(at);
      if (node) remove(at);
      return node;
    },

    write(order) {
      const { text } = document;
      const { eol, unit, isOneLine, isSpaced } = layoutOf(text);
      const span = spanOf(document, []) ?? { start: 0, end: text.length };
      return text.slice(0, span.start) + written(tree, [], '') + text.slice(span.end);

      function written(node: Node, at: Path, indent: string): string {
        if ('kept' in node) return kept(node.kept, indent);
        if ('value' in node) {
          if (isOneLine) return layoutOf(text).write(node.value);
          return JSON.stringify(node.value, null, unit).replaceAll('\n', eol + indent);
        }
        const deeper = indent + unit;
        if ('items' in node) {
          return around(
            '[',
            ']',
            node.items.map((item, index) => written(item, [...at, index], deeper)),
            indent,
          );
        }
        const { members } = node;
        const names = new Set([...order(at), ...members.keys()]);
        const lines = [...names].flatMap((name) => {
          const member = members.get(name);
          const colon = isSpaced ? ': ' : ':';
          return member ? JSON.stringify(name) + colon + written(member, [...at, name], deeper) : [];
        });
        return around('{', '}', lines, indent);
      }

      function around(begin: string, end: string, lines: readonly string[], indent: string): string {
        if (lines.length === 0) return begin + end;
        if (isOneLine) return begin + lines.join(isSpaced ? ', ' : ',') + end;
        const line = eol + indent;
        return begin + line + unit + lines.join(`,${line}${unit}`) + line + end;
      }

      /** The lines that follow the first move with it. */
      function kept(at: Path, indent: string): string {
        const { start, end } = spanOf(document, at) ?? { start: 0, end: 0 };
        const was = /^[ \t]*/u.exec(text.slice(lineStart(text, start), start))?.[0] ?? '';
        return text.slice(start, end).replaceAll(`\n${was}`, `\n${indent}`);
      }
    },
  };

  function find(at: Path): Node | undefined {
    let node: Node | undefined = tree;
    for (const key of at) node = node && child(node, key);
    return node;
  }

  function child(node: Node, key: string | number): Node | undefined {
    if ('members' in node) return node.members.get(String(key));
    if ('items' in node) return node.items[Number(key)];
    const held = 'kept' in node ? valueAt(document.value, [...node.kept, key]) : valueAt(node.value, [key]);
    if (held === undefined) return undefined;
    return 'kept' in node ? { kept: [...node.kept, key] } : { value: held };
  }

  /** The same part with what it holds as parts of their own. */
  function open(node: Node): Node {
    const value = valueOf(node);
    if ('members' in node || 'items' in node || typeof value !== 'object' || value === null) return node;
    const part = (key: string | number): Node => child(node, key) ?? { value: undefined };
    if (Array.isArray(value)) return { items: value.map((_item, index) => part(index)) };
    return { members: new Map(Object.keys(value).map((key) => [key, part(key)])) };
  }

  function attach(holder: Node, key: string | number, node: Node): void {
    if ('members' in holder) holder.members.set(String(key), node);
    else if ('items' in holder) holder.items[Number(key)] = node;
    else throw new Error(`nothing can be put into ${String(key)} of a value`);
  }

  function remove(at: Path): void {
    const holder = at.slice(0, -1);
    let inside: Node = tree;
    for (const key of holder) {
      const opened = open(child(inside, key) ?? { value: null });
      attach(inside, key, opened);
      inside = opened;
    }
    if (!('members' in inside)) return;
    inside.members.delete(String(at.at(-1)));
    if (inside.members.size === 0 && holder.length > 0) remove(holder);
  }

  function valueOf(node: Node): unknown {
    if ('kept' in node) return valueAt(document.value, node.kept);
    if ('value' in node) return node.value;
    if ('items' in node) return node.items.map(valueOf);
    return Object.fromEntries([...node.members].map(([key, member]) => [key, valueOf(member)]));
  }
}
