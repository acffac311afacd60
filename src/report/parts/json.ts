/**
 * Values as an array in JSON, piece by piece, each indented by so much.
 *
 * @param indent of the line on which the array begins
 */
export function* jsonArray(values: Iterable<unknown>, indent = ''): Generator<string> {
  yield '[';
  let separator = '';
  for (const value of values) {
    yield `${separator}\n${indent}  ${json(value).replaceAll('\n', `\n${indent}  `)}`;
    separator = ',';
  }
  yield `${separator === '' ? '' : `\n${indent}`}]`;
}

/** JSON leaves characters as they are that drive a terminal; as JSON's own escapes they mean the same. */
function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(
    /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** An object as JSON, taken apart where the elements of its last empty array go. */
export function around(value: object): readonly [before: string, after: string] {
  const text = json(value);
  const at = text.lastIndexOf('[]');
  return [text.slice(0, at), text.slice(at + '[]'.length)];
}
