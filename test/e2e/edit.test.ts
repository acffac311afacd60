import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposalOf } from '../../src/gate/proposed.js';
import { runClient } from './client.js';
import type { ClientRun } from './client-run.js';
import { EDIT_CASES } from './edit-cases.js';
import { Project } from './project.js';
import { recorded, type RecordedHook, recorderSettings } from './recording.js';
import { use } from './script.js';

const project = new Project(Object.fromEntries(EDIT_CASES.map(({ before }, index) => [fileOf(index), before])));
const calls = EDIT_CASES.map(({ from, to, everywhere = false }, index) =>
  use('Edit', { file_path: project.path(fileOf(index)), old_string: from, new_string: to, replace_all: everywhere }),
);
let run: ClientRun;
let hooks: RecordedHook[];

beforeAll(async () => {
  project.write({ '.claude/settings.json': recorderSettings(project, ['PreToolUse'], []) });
  run = await runClient({ project: project.root, script: [calls] });
  hooks = recorded(project);
});

afterAll(() => {
  project.remove();
});

describe('what Edit does, and what the gate thinks it does', () => {
  it.each(EDIT_CASES.map((one, index) => [one.name, one, index] as const))('%s', (_, { before, after }, index) => {
    const call = calls[index]!;
    expect(run.resultOf(call).isError).toBe(after === null);
    expect(project.read(fileOf(index))).toBe(after ?? before);
    const payload = hooks.find((hook) => hook.payload['tool_use_id'] === call.id)?.payload;
    // A call that fails by itself is not announced.
    expect(payload === undefined).toBe(after === null);
    const input = (payload?.['tool_input'] ?? call.input) as Record<string, unknown>;
    const proposed = proposalOf(input)?.apply(before);
    expect(proposed === undefined ? null : Buffer.from(proposed).toString()).toBe(after);
  });
});

function fileOf(index: number): string {
  return `case-${index}.json`;
}
