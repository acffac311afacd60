/** Colours for a terminal, by what is said. */
export type Paint = (style: Style, text: string) => string;

export type Style = keyof typeof CODES;

const CODES = {
  good: 32,
  bad: 31,
  warning: 33,
  note: 34,
  code: 36,
  dim: 2,
  bold: 1,
  emphasis: 3,
  link: 4,
} as const;

export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

/** How a severity is painted. */
export const SEVERITY_STYLE = { error: 'bad', warning: 'warning', info: 'note', off: 'dim' } as const;
