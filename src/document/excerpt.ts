const LONGEST = 80;

/** The beginning of a piece of the text, short enough for a message: a hostile key or number can be megabytes long. */
export function excerpt(piece: string): string {
  return piece.length > LONGEST ? `${piece.slice(0, LONGEST)}…` : piece;
}

/** A character as a message shows it: quoted, or by its code point where it has no visible form. */
export function characterName(character: string): string {
  if (!/^[\p{C}\p{Z}]/u.test(character)) return `"${character}"`;
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
