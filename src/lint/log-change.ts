/** The first line of a log that is not what it was. */
export interface LogChange {
  /** Its index, then. */
  readonly index: number;
  /** Its index now, where all lines are still there, word for word and in their order, and others stand among them. */
  readonly moved?: number;
}

/**
 * Compares two versions of a log, each as the array of its lines' texts, of which the last is what no line feed has ended.
 * `undefined` where all that was written is still there and what is new comes after it.
 */
export function logChange(before: readonly string[], after: readonly string[]): LogChange | undefined {
  const lines = linesOf(before);
  const index = lines.findIndex((line, at) => line !== withoutReturn(after[at]));
  if (index < 0) return undefined;
  let at = -1;
  let moved: number | undefined;
  for (const [number, line] of lines.entries()) {
    do at += 1;
    while (at < after.length && withoutReturn(after[at]) !== line);
    if (at >= after.length) return { index };
    if (number === index) moved = at;
  }
  return { index, ...(moved !== undefined && { moved }) };
}

/** The lines that were written to their end; what a writer was stopped in the middle of is none. */
function linesOf(texts: readonly string[]): string[] {
  const last = texts.at(-1) ?? '';
  const ended = texts.slice(0, -1);
  return (isWhole(last) ? [...ended, last] : ended).map((text) => withoutReturn(text) ?? '');
}

function isWhole(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Git writes lines as the platform ends them. */
function withoutReturn(line: string | undefined): string | undefined {
  return line?.endsWith('\r') ? line.slice(0, -1) : line;
}
