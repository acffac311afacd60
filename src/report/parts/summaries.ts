import type { FormatOptions } from '../format.js';

/** Tells what a rule holds, in one sentence; nothing of a rule that is not known. */
export function summaries({ rules = [] }: Pick<FormatOptions, 'rules'>): (id: string) => string {
  const byId = new Map(rules.map(({ id, summary }) => [id, summary]));
  return (id) => byId.get(id) ?? '';
}
