import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateSession } from './session.js';

/** A generated tree of sessions. */
export interface Tree {
  /** The folder that `agents/` stands in. */
  readonly root: string;
  /** How many sessions there are; each has a state.json and a plan.json, and the prose that these name. */
  readonly sessions: number;
  /** Relative to the root, with `/`. */
  readonly states: readonly string[];
  readonly plans: readonly string[];
  /** Of these files together. */
  readonly bytes: number;
}

/** Writes a tree of sessions into an empty folder; the same number of sessions gives the same tree. */
export function writeTree(root: string, sessions: number): Tree {
  const states: string[] = [];
  const plans: string[] = [];
  let bytes = 0;
  for (let index = 0; index < sessions; index += 1) {
    const { id, state, plan } = generateSession(index);
    const folder = `agents/sessions/${id}`;
    mkdirSync(path.join(root, folder), { recursive: true });
    bytes += write(root, `${folder}/state.json`, state, states) + write(root, `${folder}/plan.json`, plan, plans);
    writeProse(path.join(root, folder), plan.checkpoints);
  }
  return { root, sessions, states, plans, bytes };
}

/** What is made for reading. No other tool looks at it, and stategate only whether it is there and has every checkpoint. */
function writeProse(folder: string, checkpoints: readonly { readonly id: number; readonly title: string }[]): void {
  const headings = checkpoints.map(({ id, title }) => `## Checkpoint ${id}: ${title}\n`);
  writeFileSync(path.join(folder, 'spec.md'), '# Spec\n');
  writeFileSync(path.join(folder, 'plan.md'), `# Plan\n\n${headings.join('\n')}`);
}

function write(root: string, file: string, value: unknown, list: string[]): number {
  const bytes = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  writeFileSync(path.join(root, file), bytes);
  list.push(file);
  return bytes.length;
}
