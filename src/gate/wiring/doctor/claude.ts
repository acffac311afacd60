import path from 'node:path';
import { displayPath } from '../../../workspace/paths.js';
import { EVENTS, isAsWritten, serverPort } from '../hooks.js';
import { Unexpected } from '../piece.js';
import { areHooksOff, findHooks, type FoundHook } from '../settings.js';
import { readTarget } from '../target.js';
import type { Finding } from './finding.js';
import { type FireOptions, fire } from './fire.js';
import { hookProgram } from './hook-program.js';
import { dropsUnknownEvents } from './machine.js';
import { createTrial } from './trial.js';

export interface ClaudeLook {
  readonly root: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The client's version, where it is known. */
  readonly client?: string;
  /** The version of stategate that looks. */
  readonly version: string;
  /** Whether the hooks may be tried out. */
  readonly fires: boolean;
}

const REWIRE = 'stategate init --only claude';

/** Looks at the hooks that the client has, and tries them out. */
export async function lookAtClaude(look: ClaudeLook): Promise<Finding[]> {
  const findings: Finding[] = [];
  const good = (message: string): unknown => findings.push({ topic: 'claude', state: 'good', message });
  const none = (message: string): unknown => findings.push({ topic: 'claude', state: 'none', message });
  const bad = (message: string, todo: string): unknown =>
    findings.push({ topic: 'claude', state: 'bad', message, todo });

  const hooks = new Map<string, FoundHook[]>();
  for (const file of settingsFiles(look)) {
    const shown = displayPath(look.cwd, file);
    try {
      const { text } = readTarget(file, path.dirname(path.dirname(file)));
      if (text === undefined) continue;
      if (areHooksOff(text)) bad(`${shown} switches all hooks off`, 'take "disableAllHooks" out of it');
      for (const hook of findHooks(text)) hooks.set(hook.event, [...(hooks.get(hook.event) ?? []), hook]);
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
      const place = error.place === undefined ? '' : `:${error.place}`;
      bad(`${shown}${place}: ${error.reason}`, 'mend the file; the client takes nothing from it');
    }
  }
  if (hooks.size === 0) {
    bad('no hook calls stategate', REWIRE);
    return findings;
  }
  for (const { name, matcher } of EVENTS) {
    const [hook] = hooks.get(name) ?? [];
    if (hook) {
      const isOther = !isAsWritten(hook.handler) || hook.matcher !== matcher;
      good(`${name} calls ${calledBy(hook.handler)}${isOther ? ' (changed since init)' : ''}`);
    } else if (name === 'PostToolBatch') none(`${name} is not wired; PostToolUse sees every tool call too`);
    else bad(`${name} does not call stategate`, REWIRE);
  }
  if (hooks.has('PostToolBatch') && dropsUnknownEvents(look.client)) {
    bad(`claude ${String(look.client)} drops settings that name PostToolBatch`, 'update Claude Code');
  }
  const handlers = [...hooks.values()].flat().map(({ handler }) => handler);
  for (const command of new Set(handlers.map(commandOf))) {
    if (command === undefined) continue;
    const program = hookProgram(command, look.root, look.env);
    if (!program) none(`which program this starts cannot be told: ${command}`);
    else if ('missing' in program)
      bad(program.missing, 'npm install; or stategate init again, where stategate has moved');
    else if (program.version !== undefined && program.version !== look.version) {
      none(`${displayPath(look.cwd, program.file)} is stategate ${program.version}; this is ${look.version}`);
    } else
      good(
        `${displayPath(look.cwd, program.file)} is there${program.version === undefined ? '' : `, stategate ${program.version}`}`,
      );
  }
  if (look.fires) findings.push(...(await tryOut(hooks, look)));
  return findings;
}

/** Fires what the client would at each hook of PreToolUse, and at that of SessionStart where it is another one. */
async function tryOut(hooks: ReadonlyMap<string, readonly FoundHook[]>, look: ClaudeLook): Promise<Finding[]> {
  const findings: Finding[] = [];
  const tried = new Set<string>();
  for (const event of ['PreToolUse', 'SessionStart']) {
    for (const { handler } of hooks.get(event) ?? []) {
      const name = calledBy(handler);
      if (tried.has(name)) continue;
      tried.add(name);
      const trial = createTrial();
      try {
        const options = { root: look.root, env: look.env, trial };
        findings.push(
          ...(event === 'PreToolUse' ? await tryWrites(handler, options) : await tryStart(handler, options)),
        );
      } finally {
        trial.remove();
      }
    }
  }
  return findings;
}

async function tryWrites(handler: unknown, options: FireOptions): Promise<Finding[]> {
  const { trial } = options;
  const todo = todoOf(handler);
  const illegal = await fire(handler, trial.write('illegal'), options);
  if ('failure' in illegal)
    return [{ topic: 'claude', state: 'bad', message: `an illegal write was not answered: ${illegal.failure}`, todo }];
  const legal = await fire(handler, trial.write('legal'), options);
  const refused: Finding = illegal.denies
    ? { topic: 'claude', state: 'good', message: 'an illegal write was tried, and denied' }
    : { topic: 'claude', state: 'bad', message: 'an illegal write was tried, and not denied', todo };
  if ('failure' in legal)
    return [
      refused,
      { topic: 'claude', state: 'bad', message: `a legal write was not answered: ${legal.failure}`, todo },
    ];
  const passed: Finding = legal.denies
    ? { topic: 'claude', state: 'bad', message: `a legal write was tried, and denied: ${legal.reason}`, todo }
    : { topic: 'claude', state: 'good', message: 'a legal write was tried, and passed' };
  return [refused, passed];
}

/**
 * Tries the command that only SessionStart calls, where the others ask a server. With a write: at a true start it would
 * look at the project, and note in its ledger that a session has begun.
 */
async function tryStart(handler: unknown, options: FireOptions): Promise<Finding[]> {
  const reply = await fire(handler, options.trial.write('legal'), options);
  return 'failure' in reply
    ? [
        {
          topic: 'claude',
          state: 'bad',
          message: `the command of SessionStart did not answer: ${reply.failure}`,
          todo: todoOf(handler),
        },
      ]
    : [{ topic: 'claude', state: 'good', message: 'the command of SessionStart was tried, and answers' }];
}

function todoOf(handler: unknown): string {
  const port = serverPort((handler as { url?: unknown }).url);
  return port !== undefined
    ? `stategate serve --port ${port}`
    : `run the hook's command by hand to see more: ${calledBy(handler)}`;
}

/** The client's settings, in the order in which it reads them. */
function settingsFiles({ root, env }: ClaudeLook): string[] {
  const home = env['HOME'];
  const own = ['settings.json', 'settings.local.json'].map((name) => path.join(root, '.claude', name));
  return home === undefined || home === root ? own : [path.join(home, '.claude/settings.json'), ...own];
}

function commandOf(handler: unknown): string | undefined {
  const { type, command } = handler as { type?: unknown; command?: unknown };
  return type === 'command' ? String(command) : undefined;
}

function calledBy(handler: unknown): string {
  const port = serverPort((handler as { url?: unknown }).url);
  return commandOf(handler) ?? `stategate serve at 127.0.0.1:${String(port)}`;
}
