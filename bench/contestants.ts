import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { History } from './history.js';
import type { HookEvent } from './hook-events.js';
import type { Command, Contestant } from './measure.js';
import type { Staged } from './staged.js';
import type { Tree } from './tree.js';

const root = path.resolve(import.meta.dirname, '..');
const peers = path.join(import.meta.dirname, 'peers/node_modules');
const schemas = path.join(root, 'schemas');

const SCHEMAS = {
  states: path.join(schemas, 'session-state-v2.schema.json'),
  plans: path.join(schemas, 'plan-v2.schema.json'),
  definitions: path.join(schemas, 'definitions.schema.json'),
};

const AJV_CLI = path.join(peers, 'ajv-cli/dist/index.js');
const V8R = path.join(peers, 'v8r/src/index.js');

export const STATEGATE = 'stategate check';
export const SOURCEMETA = 'sourcemeta validate --format-assertion';
export const AJV = 'ajv-cli validate';
export const FLOOR = 'floor: read and JSON.parse';
export const BARE = 'node -e 0';
export const HISTORY = 'stategate check --history';
export const HISTORY_FLOOR = 'floor: git log, git cat-file and JSON.parse';
export const STAGED = 'stategate check --staged';
export const GIT = 'its git commands';

/** Copies what was built, so that a build meanwhile changes nothing, and returns the program to start. */
export function installStategate(folder: string): string {
  for (const part of ['package.json', 'dist']) {
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  return path.join(folder, 'dist/cli/bin.cjs');
}

/** Each tool at the work of checking all files of a tree. */
export function wholeTree(cli: string, tree: Tree, ajvRounds: number): Contestant[] {
  return [
    stategate(cli, tree),
    { name: SOURCEMETA, commands: sourcemeta(tree, '--format-assertion') },
    { name: 'sourcemeta validate', commands: sourcemeta(tree) },
    { name: 'sourcemeta validate --fast', commands: sourcemeta(tree, '--format-assertion', '--fast') },
    {
      name: AJV,
      commands: [
        ajv('states', 'agents/sessions/*/state.json', tree, tree.sessions),
        ajv('plans', 'agents/sessions/*/plan.json', tree, tree.sessions),
      ],
      rounds: ajvRounds,
    },
    { name: FLOOR, commands: [floor(tree)] },
  ];
}

export function stategate(cli: string, tree: Tree, name = STATEGATE, flags: readonly string[] = []): Contestant {
  return { name, commands: [stategateOn(cli, tree, [], flags)] };
}

/** Each tool at the work of checking one state file, beside a Node that does nothing. */
export function oneFile(cli: string, tree: Tree, scratch: string): Contestant[] {
  const [file] = tree.states;
  if (file === undefined) throw new Error('the tree has no state file');
  return [
    bare(tree.root),
    { name: STATEGATE, commands: [stategateOn(cli, { ...tree, sessions: 1 }, [file])] },
    { name: AJV, commands: [ajv('states', file, tree, 1)] },
    {
      name: 'v8r',
      commands: [
        node([V8R, file, '--schema', bundled(scratch)], tree.root, (output) => output.includes(`${file} is valid`)),
      ],
    },
  ];
}

/** Those whose memory is told: a check of all files of a tree, beside reading and parsing them. */
export function memoryUsers(cli: string, tree: Tree): Contestant[] {
  return [stategate(cli, tree), { name: FLOOR, commands: [floor(tree)] }];
}

/** Those who look at every version in a repository. */
export function readersOf(cli: string, { folder, blobs, bytes }: History): readonly [Contestant, Contestant] {
  const script = path.join(import.meta.dirname, 'history-floor.mjs');
  const proof = (output: string): boolean => output === `${blobs} versions, ${bytes} bytes\n`;
  return [
    { name: HISTORY, commands: [changesOn(cli, folder, '--history', blobs)] },
    { name: HISTORY_FLOOR, commands: [node([script], folder, proof)] },
  ];
}

/** A check of the one file that is staged, after a Node that does nothing. */
export function stagedCheck(
  cli: string,
  { root: cwd }: Staged,
): { readonly bare: Contestant; readonly check: Command } {
  return { bare: bare(cwd), check: changesOn(cli, cwd, '--staged', 1) };
}

/** The hook at some events, beside other ways to start something at each of them. */
export function hookCalls(
  cli: string,
  { root: cwd, states }: Tree,
  events: Readonly<Record<'ungoverned' | 'illegal' | 'after', HookEvent>>,
): {
  readonly bare: Contestant;
  /** The event with which an agent's session begins. */
  readonly start: Command;
  readonly hooks: Readonly<Record<'ungoverned' | 'illegal' | 'after', Contestant>>;
  readonly others: readonly Contestant[];
} {
  const program = path.join(path.dirname(cli), 'hook.cjs');
  const call = ({ body, answer }: HookEvent): Command => ({
    ...node([program], cwd, (output) => (answer === '' ? output === '' : output.startsWith(answer))),
    input: body,
  });
  const hook = (name: 'ungoverned' | 'illegal' | 'after'): Contestant => ({
    name: events[name].what,
    commands: [call(events[name])],
  });
  const start = {
    session_id: 'c0ffee00-0000-4000-8000-000000000001',
    cwd,
    hook_event_name: 'SessionStart',
    source: 'startup',
  };
  const input = events.ungoverned.body;
  const python = 'import json, sys; json.load(sys.stdin)';
  const npx = ['--call', `node "${program}"`];
  return {
    bare: bare(cwd),
    start: {
      ...node([program], cwd, (output) => output.includes('"additionalContext"')),
      input: JSON.stringify(start),
    },
    hooks: { ungoverned: hook('ungoverned'), illegal: hook('illegal'), after: hook('after') },
    others: [
      {
        name: 'a hook that starts Python and reads the payload',
        commands: [{ program: 'python3', args: ['-c', python], cwd, input, proof: (output) => output === '' }],
      },
      { name: AJV, commands: [ajv('states', states[0] ?? '', { root: cwd } as Tree, 1)] },
      {
        name: 'npx in front of the hook',
        commands: [{ program: 'npx', args: npx, cwd: root, input, proof: (output) => !output.includes('stategate:') }],
      },
    ],
  };
}

function bare(cwd: string): Contestant {
  return { name: BARE, commands: [node(['-e', '0'], cwd, (output) => output === '')] };
}

/** A check of changes, each of which made one version. */
function changesOn(cli: string, cwd: string, flag: '--history' | '--staged', versions: number): Command {
  return node([cli, 'check', flag], cwd, (output) => {
    const told = /^✔ \d+ files? \((\d+) versions?, (\d+) changes?\): no problems$/mu.exec(output) ?? [];
    return Number(told[1]) === versions && Number(told[2]) === versions;
  });
}

function stategateOn(
  cli: string,
  { root: cwd, sessions }: Tree,
  files: readonly string[],
  flags: readonly string[] = [],
): Command {
  const looked = files.length > 0 ? files.length : sessions * 2;
  return node([cli, 'check', ...flags, ...files], cwd, (output) => {
    const [, count, within] = /^✔ (\d+) files? \(\d+ documents?, (\d+) sessions?\): no problems$/mu.exec(output) ?? [];
    return Number(count) === looked && Number(within) === sessions;
  });
}

/** Two processes, one a schema. The files are named one by one, so that it need not look for them. */
function sourcemeta(tree: Tree, ...flags: readonly string[]): Command[] {
  return (['states', 'plans'] as const).map((kind) => ({
    program: SOURCEMETA_BINARY,
    args: ['validate', SCHEMAS[kind], ...tree[kind], '--resolve', SCHEMAS.definitions, ...flags],
    cwd: tree.root,
    proof: (output) => output.includes(`${tree.sessions} validated, ${tree.sessions} passed, 0 failed`),
  }));
}

function ajv(kind: 'states' | 'plans', files: string, { root: cwd }: Tree, count: number): Command {
  const flags = ['--spec=draft7', '--strict=false', '-c', 'ajv-formats', '-r', SCHEMAS.definitions];
  return node(
    [AJV_CLI, 'validate', ...flags, '-s', SCHEMAS[kind], '-d', files],
    cwd,
    (output) => output.match(/ valid$/gmu)?.length === count,
  );
}

function floor({ root: cwd, sessions }: Tree): Command {
  const script = path.join(import.meta.dirname, 'floor.mjs');
  return node([script], cwd, (output) => output === `${sessions * 2} files\n`);
}

function node(args: readonly string[], cwd: string, proof: Command['proof']): Command {
  return { program: process.execPath, args, cwd, proof };
}

/** The schema of a state in one file: v8r looks for references on the network. */
function bundled(scratch: string): string {
  const file = path.join(scratch, 'session-state-v2.bundled.json');
  const text = execFileSync(SOURCEMETA_BINARY, ['bundle', SCHEMAS.states, '--resolve', SCHEMAS.definitions]);
  writeFileSync(file, text);
  return file;
}

/** The C++ program itself: what npm puts on the PATH starts a Node first. */
const SOURCEMETA_BINARY = path.join(
  peers,
  '@sourcemeta/jsonschema/build/github-releases',
  `jsonschema-${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch === 'x64' ? 'x86_64' : process.arch}${
    process.platform === 'win32' ? '.exe' : ''
  }`,
);
