import { printable } from '../../lint/message.js';

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',

  '|': '&#124;',
};

/**
 * What GitHub makes links, mentions and pictures of by itself is looked for in what is rendered, where an escape is gone
 * already; a space of no width keeps it apart.
 */
const BY_ITSELF: readonly RegExp[] = [
  /@/gu,
  // Not the numbers of characters, which the escapes before this are.
  /(?<!&)#(?=\w)/gu,
  /\bGH(?=-\d)/giu,
  /:(?=\/\/)/gu,
  /\bwww(?=\.)/giu,
  /\b(?:mailto|xmpp)(?=:)/giu,
  /:(?=[+-]1:|[a-z][\w+-]*:)/giu,
];

/** Text as it may stand in the cell of a table: nothing in it is Markdown, HTML, a link or a mention. */
export function cell(text: string): string {
  return withoutLinks(html(text).replaceAll(/[\\`*_[\]~$]/gu, String.raw`\$&`));
}

/** Text as it may stand in HTML, where Markdown is none: in the summary of a fold. */
export function fold(text: string): string {
  return withoutLinks(html(text));
}

function html(text: string): string {
  return printable(text)
    .toWellFormed()
    .replaceAll(/[&<>|]/gu, (character) => ENTITY[character] ?? character);
}

function withoutLinks(escaped: string): string {
  return BY_ITSELF.reduce((text, pattern) => text.replaceAll(pattern, '$&&#8203;'), escaped);
}
