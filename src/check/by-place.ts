import type { Diagnostic } from '../lint/diagnostic.js';

/** The order in which findings are told: by file, by place, and at one place by rule. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.ruleId < b.ruleId ? -1 : Number(a.ruleId > b.ruleId));
}
