import { printable } from '../../lint/message.js';

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in HTML, between tags or in an attribute with double quotes. */
export function html(text: string, except = ''): string {
  return printable(text, except)
    .toWellFormed()
    .replaceAll(/[&<>"]/gu, (character) => ENTITY[character] ?? character);
}
