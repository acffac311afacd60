/** Colours for a terminal, by what is said. */
export type Paint = (style: keyof typeof CODES, text: string) => string;

const CODES = { good: 32, bad: 31, warning: 33, dim: 2, bold: 1 } as const;

export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}
