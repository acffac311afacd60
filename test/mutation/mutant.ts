import ts from 'typescript';
import type { Replacement } from './mutants.mjs';

/** A rule with one thing changed. Plain data. */
export interface Mutant {
  readonly id: number;
  /** The rule's id. */
  readonly rule: string;
  readonly mutator: string;
  /** 1-based. */
  readonly line: number;
  /** The lines that it changes, as they are and as they become. */
  readonly code: string;
  readonly becomes: string;
  /** The whole module, changed. */
  readonly source: string;
}

/** Puts a replacement into the source of a rule. */
export function mutate(
  id: number,
  rule: string,
  source: string,
  { mutator, replacement, start, end }: Replacement,
): Mutant {
  const lines = source.split('\n');
  const touched = lines.slice(start.line, end.line + 1);
  const changed = `${(touched[0] ?? '').slice(0, start.column)}${replacement}${(touched.at(-1) ?? '').slice(end.column)}`;
  return {
    id,
    rule,
    mutator,
    line: start.line + 1,
    code: inOneLine(touched.join('\n')),
    becomes: inOneLine(changed),
    source: [...lines.slice(0, start.line), changed, ...lines.slice(end.line + 1)].join('\n'),
  };
}

function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ');
}

/** Has every loop of a source call `mutationTick`, which ends those that no longer end by themselves. */
export function withTicks(source: string): string {
  const file = ts.createSourceFile('rule.ts', source, ts.ScriptTarget.Latest);
  const insertions: [at: number, text: string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIterationStatement(node, false)) {
      const { statement } = node;
      const inner = ts.isBlock(statement) ? statement.getStart(file) + 1 : statement.getStart(file);
      insertions.push([inner, ts.isBlock(statement) ? 'mutationTick();' : '{mutationTick();']);
      if (!ts.isBlock(statement)) insertions.push([statement.end, '}']);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  insertions.sort(([a], [b]) => b - a);
  return insertions.reduce((text, [at, piece]) => text.slice(0, at) + piece + text.slice(at), source);
}
