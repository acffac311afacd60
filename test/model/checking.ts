import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { parseDocuments } from '../../src/document/documents.js';
import type { Step, Version as ReadVersion } from '../../src/history/step.js';
import type { Severity } from '../../src/lint/diagnostic.js';
import { createStepLinter } from '../../src/lint/step-linter.js';
import type { History, Version } from './history.js';

/** A diagnostic, cut down to what the laws speak of. */
export interface Told {
  readonly rule: string;
  readonly severity: Severity;
  readonly pointer: string;
  readonly file: string;
  /** Which version, from 0. */
  readonly step: number;
}

/** What the checker tells of the steps of some histories; their documents change in turn. */
export function check(histories: readonly History[]): Told[][] {
  const linter = createStepLinter(RULES);
  const told: Told[][] = histories.map(() => []);
  const steps = histories.map(stepsOf);
  const longest = Math.max(...steps.map(({ length }) => length));
  for (let at = 0; at < longest; at += 1) {
    for (const [index, list] of steps.entries()) {
      const step = list[at];
      if (!step) continue;
      for (const { ruleId, severity, pointer, file } of linter.step(step)) {
        told[index]!.push({ rule: ruleId, severity, pointer, file, step: at });
      }
    }
  }
  return told;
}

/** The first step is the creation. */
function stepsOf({ subject: { kind }, granularity, versions }: History): Step[] {
  const read = versions.map(readVersion);
  return read.map((after, index) => {
    const before = read[index - 1];
    return {
      kind,
      ...(before && { before }),
      ...(after && { after }),
      ...(versions[index]!.isCopy && { copied: true as const }),
      granularity,
      source: {
        type: 'git',
        commit: commit(index),
        parent: index > 0 ? commit(index - 1) : null,
        date: '2026-03-04T12:00:00Z',
      },
    };
  });
}

function readVersion({ file, value }: Version, index: number): ReadVersion | undefined {
  if (value === undefined) return undefined;
  const bytes = Buffer.from(textOf(value));
  const [document] = parseDocuments(bytes, { format: 'json', limits: DEFAULT_LIMITS });
  if (!document?.parsed) throw new Error(`the model wrote what cannot be read: ${bytes.toString()}`);
  return { file, path: `/repository/${file}`, document, commit: commit(index) };
}

/** As a version stands in its file. */
export function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function commit(index: number): string {
  return index.toString(16).padStart(40, '0');
}
