import { type Removed, Unexpected } from './piece.js';

/** How the project's packages are installed in CI, by the lock file that it has. */
const INSTALLERS: readonly (readonly [lock: string, lines: readonly string[]])[] = [
  ['pnpm-lock.yaml', ['corepack enable', 'pnpm install --frozen-lockfile']],
  ['yarn.lock', ['corepack enable', 'yarn install']],
  ['package-lock.json', ['npm ci']],
  ['npm-shrinkwrap.json', ['npm ci']],
];

export interface WorkflowOptions {
  /** The branch whose pushes are checked. */
  readonly branch: string;
  /** `owner/name` of stategate's repository and its release; absent where the project has stategate itself. */
  readonly action?: string;
  /** Whether the project has a file of this name. */
  readonly has: (name: string) => boolean;
}

/** GitHub's workflow, as docs/ci.md has it. */
export function workflowFor({ branch, action, has }: WorkflowOptions): string {
  const steps = action === undefined ? ownSteps(installer(has)) : [`- uses: ${action}`];
  return [
    'name: stategate',
    'on:',
    '  pull_request:',
    '  push:',
    `    branches: [${/^[\w./-]+$/u.test(branch) ? branch : JSON.stringify(branch)}]`,
    'permissions:',
    '  contents: read',
    'jobs:',
    '  state:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '        with:',
    '          fetch-depth: 0',
    ...steps.map((line) => `      ${line}`),
    '',
  ].join('\n');
}

/** What a project on GitLab puts into its .gitlab-ci.yml by hand, as docs/ci.md has it. */
export function gitlabJob(has: (name: string) => boolean): string[] {
  return [
    'stategate:',
    '  image: node:22',
    '  rules:',
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    '  variables:',
    "    GIT_DEPTH: '0'",
    '  before_script:',
    ...installer(has).map((line) => `    - ${line}`),
    '  script:',
    '    - npx --no -- stategate check --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"',
  ];
}

export function addWorkflow(text: string | undefined, workflow: string): string {
  if (text === undefined || text.trim() === '') return workflow;
  if (!mentionsCheck(text))
    throw new Unexpected('another workflow has this name; rename it, or leave CI out with --no-ci');
  return text;
}

export function removeWorkflow(text: string, workflow: string): Removed {
  if (text === workflow) return { text: undefined };
  return { text, left: mentionsCheck(text) ? ['it has been changed since, and was left'] : [] };
}

/** Whether a workflow or a pipeline runs stategate. */
export function mentionsCheck(text: string): boolean {
  return /^(?!\s*#).*(?:\bstategate check\b|\buses:\s*['"]?[\w.-]+\/stategate@)/mu.test(text);
}

function ownSteps(install: readonly string[]): string[] {
  return [
    '- uses: actions/setup-node@v4',
    '  with:',
    '    node-version: 22',
    ...install.map((line) => `- run: ${line}`),
    "- if: github.event_name == 'pull_request'",
    '  run: npx --no -- stategate check --since "$BASE" --format github',
    '  env:',
    '    BASE: ${{ github.event.pull_request.base.sha }}',
    "- if: github.event_name != 'pull_request'",
    '  run: npx --no -- stategate check --format github',
  ];
}

function installer(has: (name: string) => boolean): readonly string[] {
  return INSTALLERS.find(([lock]) => has(lock))?.[1] ?? ['npm install'];
}
