import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { globSync } from 'glob';
import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS, formatOf } from '../../src/document/document.js';
import { parseDocuments } from '../../src/document/documents.js';
import type { Diagnostic, Severity } from '../../src/lint/diagnostic.js';
import { createLinter } from '../../src/lint/linter.js';
import type { AnyDocument, Session } from '../../src/lint/rule.js';
import type { KindId } from '../../src/schema/kinds.js';
import { kindOfFile, placeOf, sessionOf } from '../../src/workspace/place.js';

/** A diagnostic, cut down to what a test of a rule states. */
export interface Found {
  readonly rule: string;
  readonly severity: Severity;
  /** Relative to the tree, with `/`. */
  readonly file: string;
  readonly pointer: string;
  readonly line: number;
  readonly message: string;
}

/** File name, relative to the tree → its text or bytes, or the value that stands in it. */
export type Tree = Readonly<Record<string, unknown>>;

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');

/** Checks every governed file and every session of a tree; `folder` is relative to `fixtures/`. */
export async function lintTree(folder: string): Promise<Found[]> {
  return (await diagnose(await readTree(folder))).map(brief);
}

/** The same for a tree that is made in code. */
export async function lintFiles(tree: Tree): Promise<Found[]> {
  return (await diagnose(tree)).map(brief);
}

/** The files of a tree; `folder` is relative to `fixtures/`. */
export async function readTree(folder: string): Promise<Tree> {
  const root = path.join(FIXTURES, folder);
  const files = globSync('**/*.{json,jsonl}', { cwd: root, posix: true, nodir: true, dot: true }).sort();
  if (files.length === 0) throw new Error(`there is no fixture in ${root}`);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(root, file))] as const)),
  );
}

/** Checks a tree and keeps all that a diagnostic has. */
export async function diagnose(tree: Tree): Promise<Diagnostic[]> {
  const linter = createLinter(RULES);
  const diagnostics: Diagnostic[] = [];
  const sessions = new Map<string, Partial<Record<string, AnyDocument>>>();

  for (const [file, content] of Object.entries(tree)) {
    const kind = kindOfFile(`/${file}`);
    if (!kind) throw new Error(`no kind governs ${file}`);
    for (const document of parseDocuments(bytesOf(content), { format: formatOf(file), limits: DEFAULT_LIMITS })) {
      const judged = await linter.document({ file, kind, place: placeOf(kind, `/${file}`) }, document);
      diagnostics.push(...judged.diagnostics);
      const session = sessionOf(`/${file}`);
      const role = ROLES[kind];
      if (!judged.document || session === undefined || role === undefined) continue;
      sessions.set(session, { ...sessions.get(session), [role]: judged.document });
    }
  }
  for (const [folder, parts] of sessions) {
    diagnostics.push(...linter.session({ id: path.posix.basename(folder), ...parts }));
  }
  return diagnostics;
}

/** The kinds that make up a session, and what a session calls them. */
const ROLES: { readonly [K in KindId]?: Exclude<keyof Session, 'id'> } = {
  'session-state': 'state',
  plan: 'plan',
  'dev-notes': 'notes',
};

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

function brief({ ruleId, severity, file, pointer, line, message }: Diagnostic): Found {
  return { rule: ruleId, severity, file, pointer, line, message };
}

/** A diagnostic as the pages of the rules show it: what is printed but for the excerpt. */
export function printed({ file, line, column, severity, message, ruleId, related }: Diagnostic): string {
  const elsewhere = related.map((other) => {
    const where = other.file === file ? `line ${String(other.line)}` : `${other.file}:${String(other.line)}`;
    return `\n    related: ${other.message}  (${where})`;
  });
  return `${file}:${String(line)}:${String(column)}  ${severity}  ${message}  ${ruleId}${elsewhere.join('')}`;
}

/** The page of a rule. */
export function readPage(rule: string): Promise<string> {
  return readFile(path.join(FIXTURES, '../rules', `${rule}.md`), 'utf8');
}
