import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'syntax',
  severity: 'error',
  summary: 'A document is well-formed JSON.',
  messages: {
    empty: 'the document is empty; it must hold one JSON value',
    conflictMarker: 'the line begins with the conflict marker "{marker}" of an unresolved merge; settle the conflict',
    truncated: 'the text ends inside the {open} that begins on line {openLine}; it was cut short',
    tooDeep: 'arrays and objects are nested more than {limit} levels deep; deeper ones are not looked into',
    invalid: 'found {found}; expected {expected}',
    afterEnd: 'found {found} after the end of the document; a document is one JSON value',
    missingComma: 'found {found} where a "," must stand before the next element',
    trailingComma: 'a "," stands before "{close}"; JSON allows none after the last element',
    comment: 'this is a comment; JSON allows none',
    singleQuote: 'a string begins with a single quote; JSON strings stand in double quotes',
    unquotedKey: 'property name "{key}" stands without quotes; JSON wants double quotes around it',
    foreignLiteral: '"{literal}" is no JSON value; write {instead}',
    badNumber: '"{literal}" is no JSON number; such a number is written like 12, -0.5 or 1e6',
    badEscape:
      '"{escape}" is no escape; JSON knows \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits',
    lineBreakInString: 'a string runs over the end of its line; a line break in a string is written \\n',
    controlCharacter: 'the control character {character} stands bare in a string; it is written as a \\u escape',
    nul: 'found a NUL character; the file holds binary data or was damaged when the disk or the writer failed',
  },
});
