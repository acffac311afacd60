import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import planReferences from '../../rules/plan-references.js';
import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { parseDocument } from '../../src/document/parse.js';
import { createLinter } from '../../src/lint/linter.js';
import type { Finding } from '../../src/lint/rule.js';
import type { PlanV2 } from '../../src/schema/generated/schema-types.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { PLAN_FILE, planOf, tasksOf, wellFormedPlans } from '../support/plan.js';

test('a plan of either version whose references all name parts before has no finding', async () => {
  expect(await lintTree('rules/plan-references/passes')).toEqual([]);
});

test('each plan with one wrong reference has one finding', async () => {
  const found = await lintTree('rules/plan-references/fails');
  expect(
    found.map(({ file, line, severity, message, rule }) => [file.split('/')[2], line, severity, message, rule]),
  ).toEqual([
    [
      '2026-01-14_tranches_c5d6e7',
      82,
      'error',
      'task "2.1.1" depends on "1.1.2"; the plan has no task with that id',
      'plan-references',
    ],
    [
      '2026-03-09_checkpoints-in-a-circle_t5u6v7',
      116,
      'error',
      'checkpoints wait for each other: 2 → 3 → 2; none of them could ever begin',
      'plan-references',
    ],
    [
      '2026-03-09_draft_g7h8j9',
      137,
      'warning',
      'task "2.1.1" depends on "1.3.1"; the plan has no task with that id yet',
      'plan-references',
    ],
    [
      '2026-03-09_its-own-prerequisite_k7m8n9',
      116,
      'error',
      'checkpoint 2 waits for itself; it could never begin',
      'plan-references',
    ],
    [
      '2026-03-09_prerequisite-removed_a1b2c3',
      189,
      'error',
      'checkpoint 3 has 5 as a prerequisite; the plan has no checkpoint with that id',
      'plan-references',
    ],
    [
      '2026-03-09_task-of-itself_q2r3s4',
      161,
      'error',
      'task "2.1.2" waits for itself; it could never begin',
      'plan-references',
    ],
    [
      '2026-03-09_task-removed_d4e5f6',
      137,
      'error',
      'task "2.1.1" depends on "1.2.3"; the plan has no task with that id',
      'plan-references',
    ],
    [
      '2026-03-09_tasks-in-a-circle_w8x9y1',
      57,
      'error',
      'tasks wait for each other: 1.1.2 → 3.1.2 → 2.1.1 → 1.2.1 → 1.1.2; none of them could ever begin',
      'plan-references',
    ],
  ]);
});

test('a missing task points at the last one of its group, where there is such a group', async () => {
  const plan = planOf([[[0, 0], [0]]]);
  plan.checkpoints[0]!.task_groups[1]!.tasks[0]!.depends_on = ['1.1.3'];
  expect(await relatedOf(plan)).toEqual([
    ['task group "1.1" ends with task "1.1.2"', '/checkpoints/0/task_groups/0/tasks/1/id'],
  ]);
});

test('a missing task points at the last one of its group, however high its own number', async () => {
  const plan = planOf([[[0], [0]]]);
  plan.checkpoints[0]!.task_groups[1]!.tasks[0]!.depends_on = ['1.1.12'];
  expect(await relatedOf(plan)).toEqual([
    ['task group "1.1" ends with task "1.1.1"', '/checkpoints/0/task_groups/0/tasks/0/id'],
  ]);
});

test('a checkpoint that a plan does not have may come while the plan is written', async () => {
  const plan = { ...planOf([[], []]), status: 'draft' };
  plan.checkpoints[1]!.prerequisites = [3];
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    'warning checkpoint 2 has 3 as a prerequisite; the plan has no checkpoint with that id yet',
  ]);
});

test('an id that is there twice means the first part that bears it', async () => {
  const plan = planOf([[[0, 0, 0]]]);
  const [, second, third] = tasksOf(plan);
  third!.id = '1.1.1';
  third!.depends_on = ['1.1.2'];
  second!.depends_on = ['1.1.1'];
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['plan-ids']);
});

test('a circle of eight is told in full', async () => {
  const plan = planOf(Array.from({ length: 8 }, () => []));
  plan.checkpoints.forEach((checkpoint, index) => (checkpoint.prerequisites = [index === 0 ? 8 : index]));
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ message }) => message)).toEqual([
    'checkpoints wait for each other: 1 → 8 → 7 → 6 → 5 → 4 → 3 → 2 → 1; none of them could ever begin',
  ]);
});

test('a circle points at each reference along it', async () => {
  const plan = planOf([[], [], []]);
  [[2], [3], [1]].forEach((ids, index) => (plan.checkpoints[index]!.prerequisites = ids));
  expect(await relatedOf(plan)).toEqual([
    ['checkpoint 2 waits for checkpoint 3', '/checkpoints/1/prerequisites/0'],
    ['checkpoint 3 waits for checkpoint 1', '/checkpoints/2/prerequisites/0'],
  ]);
});

test('two separate circles are two findings', async () => {
  const plan = planOf([[], [], [], []]);
  [[2], [1], [4], [3]].forEach((ids, index) => (plan.checkpoints[index]!.prerequisites = ids));
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ message }) => message)).toEqual([
    'checkpoints wait for each other: 1 → 2 → 1; none of them could ever begin',
    'checkpoints wait for each other: 3 → 4 → 3; none of them could ever begin',
  ]);
});

test('a reference is not called dangling where a part without a sound id may be the one it names', async () => {
  const plan = planOf([[[0, 0, 0]]]);
  const tasks = tasksOf(plan);
  tasks[0]!.id = 'one';
  tasks[2]!.depends_on = ['1.1.1'];
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['schema']);
});

test('a reference to a checkpoint is not called dangling where one whose parts bear its id has another', async () => {
  const plan = planOf([[], [[0]], []]);
  plan.checkpoints[1]!.id = 22;
  plan.checkpoints[2]!.id = 33;
  plan.checkpoints[2]!.prerequisites = [2];
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['plan-ids']);
});

test('a checkpoint with the id of the one that it needs does not wait for itself', async () => {
  const plan = planOf([[[0]], [[0]]]);
  plan.checkpoints[1]!.id = 1;
  plan.checkpoints[1]!.prerequisites = [1];
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['plan-ids']);
});

test('a circle of 100,000 tasks is one short finding', () => {
  const plan = planOf([[Array.from({ length: 100_000 }, () => 0)]]);
  const tasks = tasksOf(plan);
  tasks.forEach((task, index) => (task.depends_on = [tasks.at(index - 1)!.id]));
  const findings: Finding[] = [];
  planReferences.document?.(
    { kind: 'plan', schema: 'plan-v2', file: PLAN_FILE, text: '', value: plan as unknown as PlanV2, sound: true },
    (finding) => findings.push(finding),
    { options: {} },
  );
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    message: 'longCircle',
    data: { count: 100_000, cycle: '1.1.1 → 1.1.100000 → 1.1.99999 → 1.1.99998 → … → 1.1.2 → 1.1.1' },
  });
  expect(findings[0]!.related).toHaveLength(7);
});

test('one reference of any well-formed plan turned to a later part that leads back is one finding', async () => {
  await fc.assert(
    fc.asyncProperty(wellFormedPlans, fc.nat(), async (plan, which) => {
      const tasks = tasksOf(plan);
      const links = tasks.flatMap((task) => task.depends_on.map((id) => ({ task, id })));
      fc.pre(links.length > 0);
      const { task, id } = links[which % links.length]!;
      tasks.find((earlier) => earlier.id === id)!.depends_on.push(task.id);
      const found = await lintFiles({ [PLAN_FILE]: plan });
      expect(found).toHaveLength(1);
      expect(found[0]!.message).toMatch(/^tasks wait for each other/u);
    }),
  );
});

async function relatedOf(plan: unknown): Promise<[message: string, pointer: string][]> {
  const document = parseDocument(JSON.stringify(plan, null, 2), 1, DEFAULT_LIMITS);
  const { diagnostics } = await createLinter(RULES).document({ file: PLAN_FILE, kind: 'plan' }, document);
  return diagnostics.flatMap(({ related }) =>
    related.map(({ message, pointer }) => [message, pointer] as [string, string]),
  );
}

test('a part whose id is as long as the plan is named in few words, however often', async () => {
  const plan = planOf([[[0]]]);
  const [task] = tasksOf(plan);
  task!.id = `1.1.${'1'.repeat(100_000)}`;
  task!.depends_on = Array.from({ length: 3000 }, (_, index) => `2.1.${String(index + 1)}`);
  const found = (await lintFiles({ [PLAN_FILE]: plan })).filter(({ rule }) => rule === 'plan-references');
  expect(found.at(-1)?.message).toBe('and 2000 more like this in this file; they are not listed');
  expect(JSON.stringify(found).length).toBeLessThan(1_000_000);
});
