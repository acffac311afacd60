import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { globSync } from 'glob';
import { RULES } from '../../rules/index.js';
import { check } from '../../src/check/check.js';
import type { Diagnostic, Severity } from '../../src/lint/diagnostic.js';
import { bytesOf, type Tree, writeTree } from './tree.js';

export type { Tree } from './tree.js';

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
  const files = globSync('**/*.{json,jsonl,md,fast-import}', { cwd: root, posix: true, nodir: true, dot: true }).sort();
  if (files.length === 0) throw new Error(`there is no fixture in ${root}`);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(root, file))] as const)),
  );
}

/** Says which rules hold for a tree; where it is not there, those of the preset `recommended` do. */
const CONFIG = 'stategate.config.json';

/** Checks a tree and keeps all that a diagnostic has. */
export async function diagnose(tree: Tree): Promise<Diagnostic[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'stategate-'));
  try {
    writeTree(root, { ...tree, [CONFIG]: configFor(tree) });
    if (HISTORY in tree) importCommits(root, bytesOf(tree[HISTORY]));
    const files = Object.keys(tree).filter((file) => !file.endsWith('.md') && file !== CONFIG && file !== HISTORY);
    const { diagnostics, summary } = await check({ cwd: root, config: path.join(root, CONFIG) });
    if (summary.files !== files.length) throw new Error('a file of the tree is governed by no kind');
    return diagnostics;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A tree with this file is a repository, with the commits that the file has: what `git fast-import` takes. */
const HISTORY = 'commits.fast-import';

function importCommits(root: string, stream: Uint8Array): void {
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root });
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input: stream });
}

/**
 * A tree without prose was not meant to be whole: in it nothing is said of files that stand beside its documents or do
 * not.
 */
function configFor(tree: Tree): Record<string, unknown> {
  const isWhole = Object.keys(tree).some((file) => file.endsWith('.md'));
  const off = isWhole ? [] : RULES.filter(({ around }) => around?.includes('files'));
  const own = (CONFIG in tree ? JSON.parse(Buffer.from(bytesOf(tree[CONFIG])).toString()) : {}) as {
    readonly rules?: object;
  };
  return { ...own, rules: { ...Object.fromEntries(off.map(({ id }) => [id, 'off'])), ...own.rules } };
}

function brief({ ruleId, severity, file, pointer, line, message }: Diagnostic): Found {
  return { rule: ruleId, severity, file, pointer, line, message };
}

/** A diagnostic as the pages of the rules show it: what is printed but for the excerpt. */
export function printed({ file, line, column, severity, message, ruleId, related, step }: Diagnostic): string {
  const elsewhere = related.map((other) => {
    // The earlier side of a change is another version, if not another file.
    const isHere = other.file === file && !step;
    const where = isHere ? `line ${String(other.line)}` : `${other.file}:${String(other.line)}`;
    return `\n    ${step ? 'before' : 'related'}: ${other.message}  (${where})`;
  });
  return `${file}:${String(line)}:${String(column)}  ${severity}  ${message}  ${ruleId}${elsewhere.join('')}`;
}

/** The page of a rule. */
export function readPage(rule: string): Promise<string> {
  return readFile(path.join(FIXTURES, '../rules', `${rule}.md`), 'utf8');
}
