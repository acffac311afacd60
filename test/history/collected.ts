import { DEFAULT_LIMITS, type Limits } from '../../src/document/document.js';
import { historySteps, type HistoryOptions } from '../../src/history/git/history.js';
import { openRepository, type Repository } from '../../src/history/git/repository.js';
import type { Step, StepStream, Untold } from '../../src/history/step.js';
import { displayPath } from '../../src/workspace/paths.js';

/** Opens the repository that a folder stands in, and says why when there is none. */
export async function opened(folder: string): Promise<Repository> {
  const repository = await openRepository(folder);
  if ('reason' in repository) throw new Error(repository.reason);
  return repository;
}

export function optionsIn(folder: string, limits: Limits = DEFAULT_LIMITS): Omit<HistoryOptions, 'range'> {
  return { includes: () => true, display: (file) => displayPath(folder, file), limits };
}

export async function historyOf(folder: string, options: Partial<HistoryOptions> = {}): Promise<Collected> {
  return collect(historySteps(await opened(folder), { ...optionsIn(folder), ...options }));
}

export interface Collected {
  readonly steps: Step[];
  readonly untold: readonly Untold[];
}

export async function collect({ steps, untold }: StepStream): Promise<Collected> {
  const list: Step[] = [];
  for await (const step of steps) list.push(step);
  return { steps: list, untold };
}

/** Steps in a few words, such as `agents/sessions/a/state.json: 1 → 2`. */
export function told({ steps }: Collected): string[] {
  return steps.map(({ before, after, copied }) => {
    const files = [...new Set([before?.file, after?.file].filter((file) => file !== undefined))].join(' → ');
    return `${files}: ${versionOf(before)} → ${versionOf(after)}${copied ? ' (copied)' : ''}`;
  });
}

function versionOf(version: Step['before']): string {
  if (!version) return 'none';
  const { document } = version;
  if (!document.parsed) return 'unread';
  return String((document.value as { version?: unknown }).version);
}
