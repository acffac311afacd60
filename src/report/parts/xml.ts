import { printable } from '../../lint/message.js';

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text as it may stand in XML 1.0, in an attribute or between tags. Some characters may not be there, not even by their
 * number (https://www.w3.org/TR/xml/#charsets); these are shown as escapes, as are those that drive a terminal.
 *
 * @param lines whether the text may have several
 */
export function xmlText(text: string, lines = false): string {
  return printable(text, lines ? '\n' : '')
    .replaceAll(/[\p{Cs}\ufffe\uffff]/gu, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replaceAll(/[&<>"]/gu, (character) => ENTITY[character] ?? character);
}

/** An opening tag without its end: a name, and the attributes that have a value. */
export function xmlTag(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  const list = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(String(value))}"`],
  );
  return `<${name}${list.join('')}`;
}
