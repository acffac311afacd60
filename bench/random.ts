/** Random choices that are the same in every run: a benchmark's input must not change under it. */
export interface Random {
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** A text of that many characters out of an alphabet. */
  text(length: number, alphabet: string): string;
}

/** A generator by Marsaglia's xorshift with 32 bits; the same seed gives the same choices. */
export function seeded(seed: number): Random {
  // Neighbouring seeds must not begin alike, and zero would stay zero for ever.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 8; round += 1) next();
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    text: (length, alphabet) => Array.from({ length }, () => alphabet.charAt(between(0, alphabet.length - 1))).join(''),
  };
}
