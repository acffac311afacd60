import { expect, test } from 'vitest';
import { format as gitlab } from '../../src/report/gitlab.js';
import { findingOf, resultOf, SEVERAL, written } from '../support/findings.js';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

async function issuesOf(...findings: Parameters<typeof resultOf>[0]): Promise<Issue[]> {
  return JSON.parse(await written(gitlab, resultOf(findings))) as Issue[];
}

test('an issue has what GitLab asks for', async () => {
  for (const issue of await issuesOf(...SEVERAL)) {
    expect(issue.description).not.toBe('');
    expect(issue.check_name).toMatch(/^[a-z-]+$/u);
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity);
    expect(issue.location.path).not.toMatch(/^(?:\.?\/|\.\.)/u);
    expect(issue.location.lines.begin).toBeGreaterThan(0);
  }
});

test('no two issues have one fingerprint, and each has the same the next time', async () => {
  const alike = [findingOf({ line: 1 }), findingOf({ line: 2 }), findingOf({ line: 3, fingerprint: 'a' })];
  const prints = async (): Promise<string[]> => (await issuesOf(...alike)).map(({ fingerprint }) => fingerprint);
  expect(new Set(await prints()).size).toBe(3);
  expect(await prints()).toEqual(await prints());
});

test('severities are told apart', async () => {
  const all = (['error', 'warning', 'info'] as const).map((severity) => findingOf({ severity }));
  expect((await issuesOf(...all)).map(({ severity }) => severity)).toEqual(['critical', 'minor', 'info']);
});

test('where nothing is found there is an empty list', async () => {
  expect(await issuesOf()).toEqual([]);
});
