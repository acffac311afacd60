import type { Io, OutputStream } from './io.js';

const USUAL = 80;

/** The width that COLUMNS asks for. */
export function wishedColumns(env: Io['env']): number | undefined {
  const wish = env['COLUMNS'] ?? '';
  return /^[1-9]\d{0,4}$/u.test(wish) ? Number(wish) : undefined;
}

/**
 * The width to lay text out for: of a terminal as COLUMNS says, else as it says itself, else 80. `undefined` for what
 * is no terminal: a pipe's reader is a program, and searches lines.
 */
export function columnsOf(stream: OutputStream, env: Io['env']): number | undefined {
  if (stream.isTTY !== true) return undefined;
  const wish = wishedColumns(env);
  if (wish !== undefined) return wish;
  const { columns = 0 } = stream;
  // A terminal of which the system knows no size gives 0.
  return columns > 0 ? columns : USUAL;
}
