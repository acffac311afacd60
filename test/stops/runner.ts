import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { attempt, environment, type Outcome } from './shell.js';

/** What of an action's file is read here. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly id?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

/** A job on a runner: where it works, and what set it off. */
export interface Job {
  readonly workspace: string;
  /** The content of the file that GITHUB_EVENT_PATH names. */
  readonly event: object;
  /** A folder for this job's files, not in the workspace. */
  readonly temp: string;
}

export interface Result extends Outcome {
  /** What the action's own outputs evaluate to. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The text of the job's summary page. */
  readonly summary: string;
}

/**
 * Runs steps of a composite action as GitHub's runner does
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell):
 * expressions are replaced by their values, the script becomes a file, and bash runs it.
 */
export function runSteps(
  folder: string,
  { workspace, event, temp }: Job,
  inputs: Readonly<Record<string, string>>,
  wanted: (step: Step) => boolean,
): Result {
  const action = actionIn(folder);
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ''] as const);
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const contexts = { inputs: { ...record(defaults), ...inputs }, github: { event }, steps };
  const value = (text: string): string =>
    text.replaceAll(/\$\{\{(.*?)\}\}/gsu, (_all, expression: string) => evaluate(expression, contexts));

  mkdirSync(temp, { recursive: true });
  const file = (name: string, text = ''): string => {
    const named = path.join(temp, name);
    writeFileSync(named, text);
    return named;
  };
  const summary = file('summary.md');
  let last: Outcome = { code: 0, stdout: '', output: '' };
  for (const step of action.runs.steps.filter(wanted)) {
    const output = file('output');
    const env = {
      ...environment(),
      ...record(Object.entries(step.env ?? {}).map(([name, text]) => [name, value(text)] as const)),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: folder,
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
    };
    const cwd = path.resolve(workspace, value(step['working-directory'] ?? '.'));
    if (!existsSync(cwd)) throw new Error(`the runner refuses to start: there is no ${cwd}`);
    const script = file('script.sh', value(step.run));
    last = attempt(cwd, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], env);
    if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(readFileSync(output, 'utf8')) };
    if (last.code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, output]) => [name, value(output.value)] as const);
  return { ...last, outputs: record(outputs), summary: readFileSync(summary, 'utf8') };
}

export function actionIn(folder: string): Action {
  return parse(readFileSync(path.join(folder, 'action.yml'), 'utf8')) as Action;
}

/** Names with dots between them, and `||`: all of GitHub's language that the action uses. */
function evaluate(expression: string, contexts: object): string {
  for (const name of expression.split('||')) {
    if (!/^\s*[a-z][\w-]*(?:\.[a-z][\w-]*)+\s*$/iu.test(name)) throw new Error(`no such expression: ${expression}`);
    let at: unknown = contexts;
    for (const key of name.trim().split('.')) at = (at as Record<string, unknown> | null | undefined)?.[key];
    if (typeof at === 'string' && at !== '') return at;
  }
  return '';
}

function outputsIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '');
  return record(lines.map((line) => line.split(/=(.*)/su) as [string, string]));
}

function record(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(entries);
}
