import { describe, expect, it } from 'vitest';
import checkpointsSorted from '../../rules/checkpoints-sorted.js';
import type { AnyDocument, Finding } from '../../src/lint/rule.js';
import { diagnose, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';

it('ids in ascending order have no finding', async () => {
  expect(await lintTree('rules/checkpoints-sorted/passes')).toEqual([]);
});

it('tells of the first id that is smaller than the one before it', async () => {
  const found = await lintTree('rules/checkpoints-sorted/fails');
  expect(found.map(({ severity, pointer, line, message }) => [severity, pointer, line, message])).toEqual([
    [
      'info',
      '/plan_state/checkpoints_completed/1',
      46,
      '1 follows 2 in plan_state.checkpoints_completed; the ids of checkpoints ascend',
    ],
    [
      'info',
      '/build_progress/checkpoints_completed/2',
      23,
      '2 follows 3 in build_progress.checkpoints_completed; the ids of checkpoints ascend',
    ],
  ]);
});

it('points at the id before it', async () => {
  const found = await diagnose(await readTree('rules/checkpoints-sorted/fails'));
  expect(found.map(({ related }) => related.map(({ pointer }) => pointer))).toEqual([
    ['/plan_state/checkpoints_completed/0'],
    ['/build_progress/checkpoints_completed/1'],
  ]);
});

describe('a list', () => {
  type Case = [completed: unknown[], sorted: number[] | undefined];
  const cases: Case[] = [
    [[], undefined],
    [[2], undefined],
    [[1, 3, 4], undefined],
    // What is there twice is for checkpoint-range to tell.
    [[1, 1, 2], undefined],
    [
      [2, 1, 2],
      [1, 2, 2],
    ],
    [
      [10, 9, 1],
      [1, 9, 10],
    ],
    // A hole, where an id does not fit the schema.
    [[3, undefined, 1], undefined],
    // Out of range, which checkpoint-range tells.
    [[21, 2], undefined],
  ];
  it.each(cases)('%j is sorted to %j', (completed, sorted) => {
    const findings: Finding[] = [];
    const value = { build_progress: { checkpoints_total: 20, checkpoints_completed: completed } };
    const document = { kind: 'session-state', schema: 'session-state-v2', value } as unknown as AnyDocument;
    checkpointsSorted.document?.(document, (finding) => findings.push(finding), { options: {} });
    expect(findings.map(({ fix }) => fix)).toEqual(
      sorted ? [[{ at: ['build_progress', 'checkpoints_completed'], set: sorted }]] : [],
    );
  });
});

it('its page shows what its example prints', async () => {
  const page = await readPage('checkpoints-sorted');
  for (const diagnostic of await diagnose(await readTree('rules/checkpoints-sorted/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});
