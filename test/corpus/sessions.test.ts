import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, type CheckResult } from '../../src/index.js';
import { sessionsRepository } from './corpus.js';

/** One finding in one version of a file: enough to look it up and judge it. */
type Hit = readonly [file: string, version: string, rule: string, pointer: string];

const MANAGEMENT_UI = 'agents/sessions/2026-02-11_build-initial-management-ui_mn3z2n';
const BUILD_MODE = 'agents/sessions/2025-12-28_build-mode_f8k2n5';
const PROMPTS = 'agents/sessions/2026-01-02_prompt-writing-skill_h3k9m7';
const BROWSER = 'agents/sessions/2026-01-06_browser-mcp-skill_b7k2m9';
const EMPTY = 'agents/sessions/2026-02-21_session_ie6tea';
const TRACKING = 'agents/sessions/2026-02-16_session-database-tracking-necessity_j3ehqn';

/**
 * Every error on real session files, each looked at: `version` is the abbreviated id of the file's blob. A line
 * belongs here only when the data contradicts itself.
 */
const ERRORS: readonly Hit[] = [
  // The build has a completed_at, all five checkpoints are done, and the current phase is still the plan.
  [`${MANAGEMENT_UI}/state.json`, 'e20d4285', 'phase-order', '/current_phase'],
];

/** Every warning, likewise. */
const WARNINGS: readonly Hit[] = [
  // All four checkpoints are completed, and not one of the tasks in them was ever ticked off.
  [`${BUILD_MODE}/plan.json`, '4b2cd9cd', 'status-roll-up', '/checkpoints'],
  [`${BUILD_MODE}/plan.json`, '8399760d', 'status-roll-up', '/checkpoints'],
  // The build is in progress, with a start and three, then four checkpoints done; the current phase is the plan.
  [`${MANAGEMENT_UI}/state.json`, 'b3aa55e2', 'phase-order', '/current_phase'],
  [`${MANAGEMENT_UI}/state.json`, 'bf1debff', 'phase-order', '/current_phase'],
  // The first checkpoint is done and committed; the build has no status yet.
  [`${MANAGEMENT_UI}/state.json`, '474fba4f', 'build-agrees-with-checkpoints', '/phases/build/status'],
  // The build, a phase, a commit or plan_state is later than the last change, by minutes or by a day.
  [`${BUILD_MODE}/state.json`, '8742569d', 'updated-at-behind', '/updated_at'],
  [`${BUILD_MODE}/state.json`, 'ee9d9262', 'updated-at-behind', '/updated_at'],
  [`${PROMPTS}/state.json`, '711f4458', 'updated-at-behind', '/updated_at'],
  [`${BROWSER}/state.json`, '3bf02442', 'updated-at-behind', '/updated_at'],
  [`${BROWSER}/state.json`, 'fce26b42', 'updated-at-behind', '/updated_at'],
  [`${BROWSER}/state.json`, 'bc05c525', 'updated-at-behind', '/updated_at'],
  [`${BROWSER}/state.json`, '563c766d', 'updated-at-behind', '/updated_at'],
  [`${MANAGEMENT_UI}/state.json`, '3e2d14ce', 'updated-at-behind', '/updated_at'],
  [`${MANAGEMENT_UI}/state.json`, '474fba4f', 'updated-at-behind', '/updated_at'],
  [`${MANAGEMENT_UI}/state.json`, 'e20d4285', 'updated-at-behind', '/updated_at'],
  [`${TRACKING}/state.json`, '5155a4fa', 'updated-at-behind', '/updated_at'],
  // The state has checkpoints done that the plan, which nobody touched while building, has as pending.
  [`${BROWSER}/plan.json`, '56ab9162', 'state-agrees-with-plan', '/checkpoints'],
  [`${BROWSER}/plan.json`, 'b56b6ffc', 'state-agrees-with-plan', '/checkpoints'],
  [`${MANAGEMENT_UI}/plan.json`, '21aa8d31', 'state-agrees-with-plan', '/checkpoints'],
  [`${TRACKING}/plan.json`, '9f5a7011', 'state-agrees-with-plan', '/checkpoints'],
  // Checkpoints, tasks and builds that are "completed" where the machine says "complete", and a plan that is "finalized".
  [`${BUILD_MODE}/plan.json`, '4b2cd9cd', 'canonical-spelling', '/checkpoints/0/status'],
  [`${BUILD_MODE}/plan.json`, '4b2cd9cd', 'canonical-spelling', '/status'],
  [`${BUILD_MODE}/plan.json`, '8399760d', 'canonical-spelling', '/checkpoints/0/status'],
  [`${BUILD_MODE}/plan.json`, '8399760d', 'canonical-spelling', '/status'],
  [`${BUILD_MODE}/state.json`, '8742569d', 'canonical-spelling', '/phases/build/status'],
  [`${BUILD_MODE}/state.json`, 'ee9d9262', 'canonical-spelling', '/phases/build/status'],
  [`${MANAGEMENT_UI}/state.json`, 'e20d4285', 'canonical-spelling', '/phases/build/status'],
  // A phase that has not begun is null or "pending" where the machine says "not_started".
  [`${MANAGEMENT_UI}/state.json`, '3e2d14ce', 'canonical-spelling', '/phases/build/status'],
  [`${MANAGEMENT_UI}/state.json`, '474fba4f', 'canonical-spelling', '/phases/build/status'],
  [`${MANAGEMENT_UI}/state.json`, '949a7df0', 'canonical-spelling', '/phases/build/status'],
  [`${PROMPTS}/state.json`, '711f4458', 'canonical-spelling', '/phases/plan/status'],
];

/** Every note, likewise: in the two files of v2, what v1 had. */
const NOTES: readonly Hit[] = [
  // The session that it goes on from is not in the repository: nothing says whether it was put away.
  [`${TRACKING}/state.json`, '5155a4fa', 'session-references', '/prior_session'],
  [`${EMPTY}/state.json`, '2d572663', 'foreign-property', '/granularity'],
  [`${TRACKING}/state.json`, '5155a4fa', 'foreign-property', '/prior_session'],
];

let repository: string;
const errors = new Map<string, Hit>();
const warnings = new Map<string, Hit>();
const notes = new Map<string, Hit>();
const checked = new Set<string>();
const versions = new Set<string>();
const results: CheckResult[] = [];
/** How many JSON files each commit has, in the order of `results`. */
const expected: number[] = [];

beforeAll(async () => {
  repository = await sessionsRepository();
  const branch = git('for-each-ref', '--format=%(refname)', 'refs/heads').trim();
  for (const commit of git('rev-list', '--reverse', branch).trim().split('\n')) {
    git('checkout', '--quiet', '--detach', commit);
    const blobs = new Map(
      git('ls-tree', '-r', '-z', 'HEAD')
        .split('\0')
        .filter((entry) => entry !== '')
        .map((entry) => {
          const [meta = '', file = ''] = entry.split('\t');
          return [file, (meta.split(' ')[2] ?? '').slice(0, 8)] as const;
        }),
    );
    const documents = [...blobs].filter(([file]) => file.endsWith('.json'));
    for (const [, blob] of documents) versions.add(blob);
    expected.push(documents.length);

    const result = await check({ cwd: repository, config: false });
    results.push(result);
    for (const { file, ruleId, pointer, severity } of result.diagnostics) {
      const hit: Hit = [file, blobs.get(file) ?? '', ruleId, pointer];
      if (severity === 'error') errors.set(hit.join(' '), hit);
      if (severity === 'warning') warnings.set(hit.join(' '), hit);
      if (severity === 'info') notes.set(hit.join(' '), hit);
    }
    checked.add(commit);
  }
});

afterAll(async () => {
  await rm(repository, { recursive: true });
});

describe('real session files, every version of every file', () => {
  it('are there to be looked at', () => {
    expect(checked.size).toBeGreaterThan(10);
    expect(versions.size).toBeGreaterThan(20);
  });

  it('are looked at without exception: every JSON file of every commit, so every version there is', () => {
    expect(results.map(({ summary }) => summary.files)).toEqual(expected);
    const everyVersion = git('rev-list', '--objects', '--all')
      .split('\n')
      .filter((line) => line.endsWith('.json'))
      .map((line) => line.slice(0, 8));
    expect([...versions].sort()).toEqual([...new Set(everyVersion)].sort());
  });

  it('are all read, and all told apart', () => {
    for (const { summary } of results) expect(summary).toMatchObject({ unparsed: 0, skipped: 0 });
    expect(results.every(({ summary }) => summary.files > 0)).toBe(true);
  });

  it('have exactly the errors that were looked at', () => {
    expect([...errors.values()].sort()).toEqual([...ERRORS].sort());
  });

  it('have exactly the warnings that were looked at', () => {
    expect([...warnings.values()].sort()).toEqual([...WARNINGS].sort());
  });

  it('have exactly the notes that were looked at', () => {
    expect([...notes.values()].sort()).toEqual([...NOTES].sort());
  });
});

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8' });
}
