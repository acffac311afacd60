import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { RULES } from '../../rules/index.js';
import { check, type CheckResult } from '../../src/check/check.js';
import { fixGroups } from '../../src/check/fix.js';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { NO_POLICY } from '../../src/lint/policy.js';
import { type Finding, type Rule, rule } from '../../src/lint/rule.js';
import { readTree } from '../support/lint-fixture.js';
import { createRepository } from '../support/repository.js';
import { SESSIONS, sessionOf, withProse } from '../support/sessions.js';
import { treeOnDisk } from '../support/tree.js';

const STATE = `${SESSIONS.v2}/state.json`;
const BYTE_ORDER_MARK = '\ufeff';

/** A state in which a checkpoint is listed twice, and its text. */
const [doubled, DOUBLED] = stateWith({
  '/build_progress/checkpoints_completed': [1, 2, 2],
  '/build_progress/current_checkpoint': 3,
});

function stateWith(changes: Record<string, unknown>): [tree: Record<string, unknown>, text: string] {
  const text = JSON.stringify(sessionOf('v2', changes)[STATE], null, 2);
  return [{ [STATE]: text }, text];
}

function fix(cwd: string, how: 'write' | 'preview' = 'write', paths: readonly string[] = []): Promise<CheckResult> {
  return check({ cwd, config: false, fix: how, paths });
}

function read(cwd: string, file = STATE): string {
  return readFileSync(path.join(cwd, file), 'utf8');
}

describe('a file that is fixed', () => {
  test.each<readonly [what: string, before: string, after: string]>([
    ['in many lines', DOUBLED, DOUBLED.replace(/2,\s+2\n/u, '2\n')],
    ['with carriage returns and no end of its last line', ...both((text) => text.replaceAll('\n', '\r\n'))],
    ['in one line', ...both((text) => JSON.stringify(JSON.parse(text)))],
    ['with tabs and numbers that JSON.parse would spell otherwise', ...both((text) => `${tabbed(text)}\n\n`)],
    ['after a byte-order mark', BYTE_ORDER_MARK + DOUBLED, DOUBLED.replace(/2,\s+2\n/u, '2\n')],
  ])('keeps all other bytes: %s', async (_what, before, after) => {
    const cwd = treeOnDisk({ [STATE]: before });
    await fix(cwd);
    expect(read(cwd)).toBe(after);
  });

  test('is not written again by a second run', async () => {
    const cwd = treeOnDisk(doubled);
    expect((await fix(cwd)).fixed).toMatchObject([{ file: STATE, findings: 1 }]);
    const { mtimeMs } = statSync(path.join(cwd, STATE));
    expect((await fix(cwd)).fixed).toEqual([]);
    expect(statSync(path.join(cwd, STATE)).mtimeMs).toBe(mtimeMs);
  });

  test('keeps its permissions, and nothing is left beside it', async () => {
    const cwd = treeOnDisk(doubled);
    chmodSync(path.join(cwd, STATE), 0o640);
    await fix(cwd);
    expect(statSync(path.join(cwd, STATE)).mode & 0o777).toBe(0o640);
    expect(readdirSync(path.join(cwd, SESSIONS.v2))).toEqual(['state.json']);
  });

  test('is what the report is about', async () => {
    const cwd = treeOnDisk(withProse(await readTree('rules/checkpoint-range/fails')));
    const { diagnostics, summary, fixed } = await fix(cwd);
    expect(fixed.map(({ findings }) => findings)).toEqual([2]);
    expect(diagnostics.some(({ fixable }) => fixable)).toBe(false);
    expect(summary).toMatchObject({ files: 3, errors: 3, warnings: 4 });
  });
});

test('a file in which more is wrong than is listed is mended all the same', async () => {
  const completed = Array.from({ length: 5000 }, (_value, index) => (index % 3) + 1);
  const [tree] = stateWith({
    '/build_progress/checkpoints_completed': completed,
    '/build_progress/current_checkpoint': 4,
  });
  const cwd = treeOnDisk(tree);
  const { fixed, diagnostics } = await fix(cwd);
  expect(diagnostics).toEqual([]);
  expect(fixed).toMatchObject([{ findings: 4997 }]);
  expect(JSON.parse(read(cwd))).toMatchObject({ build_progress: { checkpoints_completed: [1, 2, 3] } });
});

test('many sessions are fixed without starting git for each', async () => {
  const repository = createRepository();
  for (const id of ['2026-03-04_one_a1b2c3', '2026-03-04_two_a1b2c3', '2026-03-04_three_a1b2c3']) {
    repository.write(
      `agents/sessions/${id}/state.json`,
      DOUBLED.replace(/"session_id": "[^"]+"/u, `"session_id": "${id}"`),
    );
  }
  repository.commit();
  const folder = treeOnDisk({ git: `#!/bin/sh\necho "$*" >> "$0.calls"\nPATH="\${PATH#*:}" exec git "$@"\n` });
  chmodSync(path.join(folder, 'git'), 0o755);
  vi.stubEnv('PATH', `${folder}${path.delimiter}${String(process.env['PATH'])}`);
  const { fixed } = await fix(repository.root).finally(() => vi.unstubAllEnvs());
  expect(fixed).toHaveLength(3);
  const calls = readFileSync(path.join(folder, 'git.calls'), 'utf8').split('\n');
  // While they are judged, while they are fixed, and while what came of it is judged.
  expect(calls.filter((call) => call.includes('--batch-check'))).toHaveLength(3);
});

describe('a preview', () => {
  test('reports what would be left, and writes nothing', async () => {
    const cwd = treeOnDisk(doubled);
    const { fixed, diagnostics } = await fix(cwd, 'preview');
    expect(fixed).toMatchObject([{ file: STATE, before: DOUBLED, findings: 1 }]);
    expect(diagnostics).toEqual([]);
    expect(read(cwd)).toBe(DOUBLED);
  });
});

describe('nothing is written', () => {
  test('where a property is there twice: nobody knows which is meant', async () => {
    const text = DOUBLED.replace('{', '{"topic": "another",');
    const cwd = treeOnDisk({ [STATE]: text });
    const { fixed, diagnostics } = await fix(cwd);
    expect(diagnostics.map(({ ruleId, fixable }) => [ruleId, fixable])).toEqual([
      ['duplicate-key', undefined],
      ['checkpoint-range', undefined],
    ]);
    expect(fixed).toEqual([]);
    expect(read(cwd)).toBe(text);
  });

  test('into a log: it is a record', async () => {
    const log = 'agents/logging/hook_logs/s/Stop.jsonl';
    const cwd = treeOnDisk({ [log]: `${BYTE_ORDER_MARK}{}\n` });
    const { fixed, diagnostics } = await fix(cwd);
    expect(diagnostics.filter(({ ruleId }) => ruleId === 'encoding')).toHaveLength(1);
    expect(fixed).toEqual([]);
    expect(read(cwd, log)).toBe(`${BYTE_ORDER_MARK}{}\n`);
  });

  test('into a file that was not named, though it is looked at beside one that was', async () => {
    const plan = `${SESSIONS.v2}/plan.json`;
    const whole = sessionOf('v2', {}, {});
    const cwd = treeOnDisk({ ...doubled, [plan]: BYTE_ORDER_MARK + JSON.stringify(whole[plan]) });
    expect((await fix(cwd, 'write', [plan])).fixed.map(({ file }) => file)).toEqual([plan]);
    expect(read(cwd)).toBe(DOUBLED);
  });

  test('where a temporary file cannot be laid beside it, and that is told', async () => {
    const file = `${SESSIONS.v2}/research/r/subagents/${'a'.repeat(240)}.json`;
    const cwd = treeOnDisk({ [file]: `${BYTE_ORDER_MARK}{}` });
    const { unwritten, diagnostics } = await fix(cwd);
    expect(unwritten).toMatchObject([{ display: file, reason: expect.stringContaining('ENAMETOOLONG') as unknown }]);
    expect(diagnostics.map(({ ruleId }) => ruleId)).toContain('encoding');
  });
});

describe('a symbolic link', () => {
  test('stays, and the file that it leads to is written, once', async () => {
    const cwd = treeOnDisk({ ...doubled, 'agents/sessions/other/plan.json': '{}' });
    const link = 'agents/sessions/other/state.json';
    symlinkSync(path.join(cwd, STATE), path.join(cwd, link));
    expect((await fix(cwd)).fixed).toHaveLength(1);
    expect(lstatSync(path.join(cwd, link)).isSymbolicLink()).toBe(true);
    expect(read(cwd)).not.toBe(DOUBLED);
  });

  test('that leads out of the tree is not followed', async () => {
    const outside = treeOnDisk({ 'state.json': DOUBLED });
    const cwd = treeOnDisk({ [`${SESSIONS.v2}/plan.json`]: '{}' });
    symlinkSync(path.join(outside, 'state.json'), path.join(cwd, STATE));
    expect((await fix(cwd)).fixed).toEqual([]);
    expect(read(outside, 'state.json')).toBe(DOUBLED);
  });
});

describe('of what rules propose', () => {
  const [, HEALTHY] = stateWith({});

  /** Fixes a healthy state by what a rule proposes; which of its properties changed. */
  async function fixedBy(...findings: Finding<'wrong'>[]): Promise<Record<string, unknown>> {
    const proposing = rule({
      id: 'proposing',
      kinds: ['session-state'],
      severity: 'warning',
      also: ['error', 'info'],
      summary: 'Whatever the test says.',
      messages: { wrong: '{topic} is wrong' },
      document({ text }, report) {
        // Once they are carried out, there is nothing to tell.
        if (text === HEALTHY)
          for (const finding of findings) report({ ...finding, data: { topic: String(finding.at) } });
      },
    });
    return fixedWith([...RULES, proposing]);
  }

  async function fixedWith(rules: readonly Rule[], text = HEALTHY): Promise<Record<string, unknown>> {
    const cwd = treeOnDisk({ [STATE]: text });
    const file = { path: path.join(cwd, STATE), display: STATE, kind: 'session-state', root: cwd } as const;
    const wanted = { cwd, kind: undefined, ignores: [], ignoresFrom: cwd, limits: DEFAULT_LIMITS };
    const session = path.join(cwd, SESSIONS.v2);
    await fixGroups([{ session, files: [file] }], { wanted, policy: NO_POLICY }, { writes: true, rules });
    const was = JSON.parse(text) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(JSON.parse(read(cwd)) as object).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]),
      ),
    );
  }

  const proposal = (at: string, set: unknown): Finding<'wrong'> => ({
    message: 'wrong',
    at: [at],
    fix: [{ at: [at], set }],
  });

  test('that goes which brings an error, and the rest is carried out', async () => {
    const changes = await fixedBy(proposal('topic', 'Better'), proposal('current_phase', 'spec'), proposal('git', {}));
    expect(changes).toEqual({ topic: 'Better', git: {} });
  });

  test('that goes which makes the document unfit for its schema', async () => {
    expect(await fixedBy(proposal('topic', 3))).toEqual({});
  });

  test('that goes which no single change may do, though the document is then right', async () => {
    expect(await fixedBy(proposal('created_at', '2026-03-01T00:00:00Z'))).toEqual({});
  });

  test('that goes which leaves what it should mend', async () => {
    const vain = rule({
      id: 'vain',
      kinds: ['session-state'],
      severity: 'warning',
      summary: 'Never satisfied.',
      messages: { wrong: 'the topic is wrong' },
      document(_document, report) {
        report({ message: 'wrong', at: ['topic'], fix: [{ at: ['topic'], set: 'Better' }] });
      },
    });
    expect(await fixedWith([vain])).toEqual({});
  });

  test.each([
    ['200 times', 0, 200],
    ['5 times in a file of megabytes', 4_000_000, 5],
  ])('that which is never content is carried out %s, and no more', async (_what, padding, times) => {
    const endless = rule({
      id: 'endless',
      kinds: ['session-state'],
      severity: 'warning',
      summary: 'A topic is longer than it is.',
      messages: { wrong: 'the topic has {length} letters' },
      document({ value: { topic = '' } }, report) {
        const fix = [{ at: ['topic'], set: `${topic}€` }];
        report({ message: 'wrong', at: ['topic'], data: { length: topic.length }, fix });
      },
    });
    const { topic } = await fixedWith([endless], HEALTHY + ' '.repeat(padding));
    expect(String(topic).replaceAll(/[^€]/gu, '')).toHaveLength(times);
  });

  test('two that want the same place are carried out one after the other', async () => {
    const longer = (id: string, letter: string): Rule =>
      rule({
        id,
        kinds: ['session-state'],
        severity: 'warning',
        summary: 'A topic has the letter.',
        messages: { wrong: `the topic has no ${letter}` },
        document({ value: { topic = '' } }, report) {
          if (topic.includes(letter)) return;
          report({ message: 'wrong', at: ['topic'], fix: [{ at: ['topic'], set: topic + letter }] });
        },
      });
    const { topic } = await fixedWith([longer('one', '€'), longer('two', '£')]);
    expect(topic).toMatch(/€£$/u);
  });
});

/** What a file is before and after, spelt in some way. */
function both(spelt: (text: string) => string): [before: string, after: string] {
  const [, right] = stateWith({
    '/build_progress/checkpoints_completed': [1, 2],
    '/build_progress/current_checkpoint': 3,
  });
  return [spelt(DOUBLED), spelt(right)];
}

function tabbed(text: string): string {
  return JSON.stringify(JSON.parse(text), null, '\t').replace('"checkpoints_total": 4', '"checkpoints_total" : 40e-1');
}
