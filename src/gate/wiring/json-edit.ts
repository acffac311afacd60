import type { Node } from 'jsonc-parser';
import { formOf, lineEnd, lineStart } from '../../document/text-form.js';

/**
 * Puts an element or a property (`"key": …`) at the end of an array or object. Nothing else is touched: the packages
 * that edit JSON format what stands around as well, and move comments.
 */
export function insertInto(text: string, container: Node, member: string): string {
  const { eol, unit } = formOf(text);
  const last = container.children?.at(-1);
  const close = container.offset + container.length - 1;
  const outer = indentAt(text, container.offset);
  const first = container.children?.[0];
  const inner = first && isOnOwnLine(text, first.offset) ? indentAt(text, first.offset) : outer + unit;
  const lines = inner + member.replaceAll('\n', eol + inner);
  if (!last) {
    const kept = text.slice(container.offset + 1, close).trimEnd();
    return text.slice(0, container.offset + 1) + kept + eol + lines + eol + outer + text.slice(close);
  }
  const end = last.offset + last.length;
  // Who ends the last element with a comma goes on with that.
  const comma = commaAfter(text, end, close);
  const added = comma === undefined ? lines : `${lines},`;
  const separator = comma === undefined ? ',' : '';
  const after = comma ?? end;
  if (!text.slice(after, close).includes('\n')) {
    const rest = text.slice(after, close).trimEnd();
    return `${text.slice(0, end)}${separator}${text.slice(end, after)}${rest}${eol}${added}${eol}${outer}${text.slice(close)}`;
  }
  // Behind a comment that stands on the same line.
  const at = lineEnd(text, after);
  return text.slice(0, end) + separator + text.slice(end, at) + eol + added + text.slice(at);
}

/** Takes an element or property out, with the lines that it had for itself and the comma that it needed. */
export function removeFrom(text: string, container: Node, member: Node): string {
  const close = container.offset + container.length - 1;
  const end = member.offset + member.length;
  const comma = commaAfter(text, end, close);
  const siblings = container.children ?? [];
  const before = siblings[siblings.indexOf(member) - 1];
  let from = member.offset;
  let to = comma ?? end;
  if (isOnOwnLine(text, from)) {
    from = lineStart(text, from);
    const lineBreak = /^[ \t]*\r?\n/u.exec(text.slice(to, close))?.[0].length;
    if (lineBreak === undefined) from = text.slice(0, from).replace(/\r?\n$/u, '').length;
    else to += lineBreak;
  }
  let rest = text.slice(0, from) + text.slice(to);
  if (comma === undefined && before) {
    const spare = commaAfter(text, before.offset + before.length, from);
    if (spare !== undefined) rest = rest.slice(0, spare - 1) + rest.slice(spare);
  }
  if (siblings.length > 1) return rest;
  const left = rest.slice(container.offset + 1, close - (to - from));
  return left.trim() === '' ? rest.slice(0, container.offset + 1) + rest.slice(close - (to - from)) : rest;
}

/** Puts another value in the place of one. */
export function replaceValue(text: string, node: Node, value: unknown): string {
  return text.slice(0, node.offset) + jsonLike(text, value, node.offset) + text.slice(node.offset + node.length);
}

/** JSON with the indentation of a text, as it goes into `insertInto`. */
export function jsonAs(text: string, value: unknown): string {
  return JSON.stringify(value, null, formOf(text).unit);
}

function jsonLike(text: string, value: unknown, offset: number): string {
  return jsonAs(text, value).replaceAll('\n', formOf(text).eol + indentAt(text, offset));
}

/** Where a comma between two offsets ends, if there is one. */
function commaAfter(text: string, from: number, to: number): number | undefined {
  const comma = /^(?:\s|\/\/[^\n]*|\/\*.*?\*\/)*,/su.exec(text.slice(from, to));
  return comma ? from + comma[0].length : undefined;
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/u.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

function isOnOwnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}
