import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { PLAN_FILE, planOf } from '../support/plan.js';

test('prose and commands about templates, a template’s own comments and CI expressions are no finding', async () => {
  expect(await lintTree('rules/template-placeholder/passes')).toEqual([]);
});

test('a placeholder left in a value is one finding at that value', async () => {
  const found = await lintTree('rules/template-placeholder/fails');
  expect(found.map(({ file, line, severity, message, rule }) => [file, line, severity, message, rule])).toEqual([
    [
      'agents/3f9a17c2/adw_state.json',
      4,
      'warning',
      'branch_name is "feat-41-{{ADW_ID}}-ferry-prices"; its template placeholder {{ADW_ID}} was never filled in',
      'template-placeholder',
    ],
    [
      'agents/sessions/2026-02-21_ferry-prices_n5t9c2/state.json',
      4,
      'warning',
      'session_uuid is "{{SESSION_UUID}}", a template placeholder that was never filled in',
      'template-placeholder',
    ],
    [
      'agents/sessions/2026-03-09_import-queue_p7w2c4/plan.json',
      4,
      'warning',
      'spec_reference is "./{{SPEC_FILE}}.md"; its template placeholder {{SPEC_FILE}} was never filled in',
      'template-placeholder',
    ],
  ]);
});

test.each<[value: string, isFound: boolean]>([
  ['{{TITLE}}', true],
  ['{{ title of the task }}', true],
  [' {{TITLE}}\n', true],
  ['docs/{{TOPIC_SLUG}}/index.md', true],
  ['{{DATE}}_{{SLUG}}', true],
  ['render {{ user.name }} in the mail', false],
  ['replace {{TITLE}} by the title', false],
  ['{{TITLE}} is replaced by the title', false],
  ['templates/{{cookiecutter.slug}}/main.ts', false],
  ['${{SECRET_TOKEN}}', false],
  ['{{}}', false],
  ['{{TITLE', false],
  ['{TITLE}', false],
])('a title %j is a finding: %j', async (title, isFound) => {
  const plan = planOf([[[0]]]);
  plan.checkpoints[0]!.title = title;
  const pointers = (await lintFiles({ [PLAN_FILE]: plan })).map(({ pointer }) => pointer);
  expect(pointers).toEqual(isFound ? ['/checkpoints/0/title'] : []);
});
