import { type Changes, edit } from './edit.js';
import { readTree } from './lint-fixture.js';

const FOLDER = 'agents/sessions/2026-05-11_order-labels_a1b2c3/research/printers_20260511';

export const RUN_FILE = `${FOLDER}/state.json`;
export const SUBAGENT_FILE = (number: string): string => `${FOLDER}/subagents/subagent_${number}.json`;

const healthy = await readTree('rules/research-subagents/passes');

/** The state of a run of research that is complete, with some places changed. */
export function runOf(changes: Changes): unknown {
  return edit(JSON.parse(String(healthy[RUN_FILE])), changes);
}

/** A subagent of it that is complete, with some places changed. */
export function subagentOf(id: string, changes: Changes = {}): unknown {
  return edit(JSON.parse(String(healthy[SUBAGENT_FILE('001')])), { '/id': id, ...changes });
}
