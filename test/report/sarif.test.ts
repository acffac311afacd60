import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { check } from '../../src/check/check.js';
import { format as sarif } from '../../src/report/sarif.js';
import { createRepository } from '../support/repository.js';
import { findingOf, resultOf, SEVERAL, written } from '../support/findings.js';

/** What is read of a log here. */
interface Run {
  readonly tool: { readonly driver: { readonly version?: string; readonly rules: readonly Descriptor[] } };
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications?: unknown[] },
  ];
  readonly results: readonly Result[];
}

interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly tags: readonly string[] };
}

interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string } };
  readonly message?: { readonly text: string };
  readonly properties?: object;
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties?: { readonly step?: object };
}

async function runOf(...given: Parameters<typeof resultOf>): Promise<Run> {
  const { runs } = JSON.parse(await written(sarif, resultOf(...given), { version: '1.2.3' })) as { runs: [Run] };
  return runs[0];
}

test('a rule that told something comes with its page; a result names it by its id and its place in the list', async () => {
  const { tool, results } = await runOf([...SEVERAL]);
  const { rules } = tool.driver;
  expect(rules.map(({ id }) => id)).toEqual([...new Set(SEVERAL.map(({ ruleId }) => ruleId))].sort());
  for (const rule of rules) {
    expect(rule.shortDescription.text).toBe(RULES.find(({ id }) => id === rule.id)!.summary);
    expect(rule.fullDescription.text).toMatch(/^\S[^\n]+$/u);
    expect(rule.help.markdown).toMatch(new RegExp(`^# ${rule.id}\n`, 'u'));
    expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level);
    expect(rule.properties.tags.length).toBeGreaterThan(0);
  }
  for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
});

test('every rule has a page that it can come with', async () => {
  const { tool } = await runOf(RULES.map(({ id }) => findingOf({ ruleId: id })));
  expect(tool.driver.rules.every(({ help }) => help.text.includes('## Where it comes from'))).toBe(true);
});

test('an info is a note', async () => {
  const { results } = await runOf((['error', 'warning', 'info'] as const).map((severity) => findingOf({ severity })));
  expect(results.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
});

test('two findings that are alike have fingerprints of their own, which stay when lines move', async () => {
  const prints = async (...lines: number[]): Promise<unknown> =>
    (await runOf(lines.map((line) => findingOf({ line })))).results.map((result) => result.partialFingerprints);
  expect(await prints(3, 4)).toEqual([
    { 'stategate/v1': '562fe30db33368f9:1', primaryLocationLineHash: '562fe30db33368f9:1' },
    { 'stategate/v1': '562fe30db33368f9:2', primaryLocationLineHash: '562fe30db33368f9:2' },
  ]);
  expect(await prints(13, 14)).toEqual(await prints(3, 4));
});

describe('a file is told', () => {
  test.each([
    ['agents/ä b%#?/plan.json', 'agents/%C3%A4%20b%25%23%3F/plan.json', '%SRCROOT%'],
    ['c:/d.json', 'c%3A/d.json', '%SRCROOT%'],
    ['a\nb/\ud800.json', 'a%0Ab/%EF%BF%BD.json', '%SRCROOT%'],
  ])('as a relative reference: %j', async (file, uri, uriBaseId) => {
    const { results } = await runOf([findingOf({ file })]);
    expect(results[0]?.locations[0].physicalLocation.artifactLocation).toEqual({ uri, uriBaseId });
    expect(new URL(uri, 'file:///top/').pathname).toBe(`/top/${uri}`);
  });

  test('as it stands where it is outside', async () => {
    const result = resultOf([findingOf({ file: '../x y.json' })]);
    const log = JSON.parse(await written(sarif, result, { cwd: '/top/in' })) as { runs: [Run] };
    expect(log.runs[0].results[0]?.locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'file:///top/x%20y.json',
    });
  });
});

test('a message makes no link', async () => {
  const { results } = await runOf([findingOf({ message: 'topic is "[here](https://example.org)"' })]);
  expect(results[0]?.message.text).not.toContain('](');
});

test('of a change both sides are told: the one before with its commit as a related location', async () => {
  const repository = createRepository();
  const { root } = repository;
  const file = 'agents/4be17d20/adw_state.json';
  const state = (...all_adws: string[]): object => {
    return { adw_id: '4be17d20', issue_number: '7', branch_name: 'b', plan_file: null, issue_class: '/bug', all_adws };
  };
  repository.write(file, state('plan', 'build'));
  const parent = repository.commit();
  repository.write(file, state('build'));
  const later = repository.commit();
  const result = await check({ cwd: root, config: false, changes: { type: 'history' } });
  const { runs } = JSON.parse(await written(sarif, result, { cwd: root })) as { runs: [Run] };
  const [found] = runs[0].results;
  expect(found?.relatedLocations?.[0]).toMatchObject({
    message: { text: expect.stringMatching(/^before: /u) as string },
    properties: { commit: parent },
    physicalLocation: { artifactLocation: { uri: path.posix.normalize(file) } },
  });
  expect(found?.properties?.step).toMatchObject({
    granularity: 'sampled',
    source: { type: 'git', commit: later, parent },
  });
});

test('the run was successful where all was looked at, and tells what was not', async () => {
  expect((await runOf([])).invocations[0]).toEqual({ executionSuccessful: true });
  const [invocation] = (await runOf([], { unreadable: [{ display: 'agents/x', reason: 'EACCES' }] })).invocations;
  expect(invocation.executionSuccessful).toBe(false);
  expect(invocation.toolExecutionNotifications).toHaveLength(1);
});

test('the version is told', async () => {
  expect((await runOf([])).tool.driver.version).toBe('1.2.3');
});
