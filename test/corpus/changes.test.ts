import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, type CheckResult } from '../../src/index.js';
import { sessionsRepository } from './corpus.js';

/** One finding in one change of a file: `commit` is the abbreviated id of the commit that made it. */
type Hit = readonly [file: string, commit: string, rule: string, pointer: string];

const PLAN_MODE = 'agents/sessions/2025-12-24_enhancing-plan-mode_k7m3x9';
const BUILD_MODE = 'agents/sessions/2025-12-28_build-mode_f8k2n5';
const PROMPTS = 'agents/sessions/2026-01-02_prompt-writing-skill_h3k9m7';
const BROWSER = 'agents/sessions/2026-01-06_browser-mcp-skill_b7k2m9';
const RESEARCH = 'agents/sessions/research_orchestrator-determinism_20260128_124500';
const MANAGEMENT_UI = 'agents/sessions/2026-02-11_build-initial-management-ui_mn3z2n';
const TRACKING = 'agents/sessions/2026-02-16_session-database-tracking-necessity_j3ehqn';

/**
 * Every warning about a change of a real session file, each looked at: of twelve changes, these ten leave the time of the
 * last change as it was.
 */
const WARNINGS: readonly Hit[] = [
  // Words were put in the place of others in many files at once.
  [`${PLAN_MODE}/state.json`, 'a70052a', 'updated-at-not-touched', '/updated_at'],
  [`${BUILD_MODE}/plan.json`, 'a70052a', 'updated-at-not-touched', '/updated_at'],
  [`${BUILD_MODE}/state.json`, 'a70052a', 'updated-at-not-touched', '/updated_at'],
  [`${BROWSER}/plan.json`, 'a70052a', 'updated-at-not-touched', '/updated_at'],
  // Checkpoints were completed, and only plan_state.last_updated moved on; the last of them ended the build as well.
  [`${BROWSER}/state.json`, '0f273d2', 'updated-at-not-touched', '/updated_at'],
  [`${BROWSER}/state.json`, '3a21043', 'updated-at-not-touched', '/updated_at'],
  [`${BROWSER}/state.json`, '297d1ee', 'updated-at-not-touched', '/updated_at'],
  // The plan was taken up, and its first checkpoint completed; two later changes set the time; the end did not.
  [`${MANAGEMENT_UI}/state.json`, '8d083d9', 'updated-at-not-touched', '/updated_at'],
  [`${MANAGEMENT_UI}/state.json`, '9392965', 'updated-at-not-touched', '/updated_at'],
  [`${MANAGEMENT_UI}/state.json`, '2f2d54b', 'updated-at-not-touched', '/updated_at'],
  // The state says 01:15 of the next day, the commit was made at 22:47.
  [`${TRACKING}/state.json`, '7fa12b1', 'updated-at-after-commit', '/updated_at'],
];

/** Every note, likewise: files that were first committed when the work had begun, or had ended. */
const NOTES: readonly Hit[] = [
  // The spec was final, the phase still the spec.
  [`${PLAN_MODE}/state.json`, 'b052bd5', 'not-initial', '/phases/spec/status'],
  [`${PROMPTS}/state.json`, '6096219', 'not-initial', '/phases/spec/status'],
  [`${RESEARCH}/state.json`, '3e3c603', 'not-initial', '/phases/spec/status'],
  // The session was planned, being built, or over.
  [`${MANAGEMENT_UI}/state.json`, '19c9420', 'not-initial', '/current_phase'],
  [`${BROWSER}/state.json`, '627a179', 'not-initial', '/current_phase'],
  [`${TRACKING}/state.json`, '7fa12b1', 'not-initial', '/current_phase'],
  [`${BUILD_MODE}/state.json`, 'd0c1376', 'not-initial', '/current_phase'],
  [`${BUILD_MODE}/plan.json`, 'd0c1376', 'not-initial', '/checkpoints/0/status'],
  // The research was complete.
  [`${RESEARCH}/research/orchestrator-cc-integration_20260128/state.json`, '3e3c603', 'not-initial', '/status'],
];

let repository: string;
let result: CheckResult;

beforeAll(async () => {
  repository = await sessionsRepository();
  result = await check({ cwd: repository, config: false, changes: { type: 'history', range: 'main' } });
});

afterAll(async () => {
  await rm(repository, { recursive: true });
});

describe('the history of real session files', () => {
  it('is looked at without exception: every change of every JSON file in every commit', () => {
    const changes = git('log', '--name-only', '--no-renames', '--format=', 'main')
      .split('\n')
      .filter((file) => file.endsWith('.json'));
    expect(changes.length).toBeGreaterThan(20);
    expect(result.summary).toMatchObject({ steps: changes.length, documents: changes.length, unparsed: 0, skipped: 0 });
    expect(result.untold).toEqual([]);
  });

  it('has no illegal transition, no set that shrank, nothing immutable that changed, and no other error', () => {
    expect(hitsOf('error')).toEqual([]);
  });

  it('has exactly the warnings that were looked at', () => {
    expect(hitsOf('warning')).toEqual([...WARNINGS].sort());
  });

  it('has exactly the notes that were looked at', () => {
    expect(hitsOf('info')).toEqual([...NOTES].sort());
  });
});

function hitsOf(wanted: 'error' | 'warning' | 'info'): Hit[] {
  return result.diagnostics
    .filter(({ severity }) => severity === wanted)
    .map(({ file, ruleId, pointer, step }): Hit => {
      const commit = step?.source.type === 'git' ? step.source.commit.slice(0, 7) : '';
      return [file, commit, ruleId, pointer];
    })
    .sort();
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8' });
}
