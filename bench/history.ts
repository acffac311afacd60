import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PlanV2, SessionStateV2 } from '../src/index.js';
import { seeded } from './random.js';
import { generateSession, type GeneratedSession, phaseHistory } from './session.js';

/** A generated repository whose commits carry sessions from their spec to their end. */
export interface History {
  /** A bare repository. */
  readonly folder: string;
  readonly commits: number;
  readonly sessions: number;
  /** Versions of files. */
  readonly blobs: number;
  /** Of all versions together. */
  readonly bytes: number;
}

type State = SessionStateV2;
type Plan = PlanV2;
type Status = Plan['checkpoints'][number]['status'];

const MINUTE = 60_000;
const PHASES = ['spec', 'plan', 'build', 'docs'] as const;

/** Sessions that are worked at by turns; when one is at its end the next one begins. */
const OPEN = 10;

/** Commits of a session that are not of its build: spec, plan begun, plan complete, docs, complete. */
const AROUND = 5;

/**
 * Writes a repository into an empty folder: each commit carries one session on by one legal step, and those that are open
 * take turns at random. The same numbers give the same repository. Versions of one file are stored next to each other, so
 * that git keeps them as differences, as it does in a repository that has been packed.
 */
export async function writeHistory(folder: string, commits: number, sessions: number, open = OPEN): Promise<History> {
  await run(folder, 'init', '--quiet', '--bare', '.');
  const git = spawn('git', ['fast-import', '--quiet', '--depth=50'], {
    cwd: folder,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const done = once(git, 'close');
  let bytes = 0;
  let mark = 0;
  const write = async (text: string): Promise<void> => {
    if (!git.stdin.write(text)) await once(git.stdin, 'drain');
  };
  const blob = async (value: unknown): Promise<number> => {
    const text = `${JSON.stringify(value, null, 2)}\n`;
    const length = Buffer.byteLength(text);
    bytes += length;
    mark += 1;
    await write(`blob\nmark :${mark}\ndata ${length}\n${text}\n`);
    return mark;
  };

  /** For each session what its commits change, in their order: file name → mark. */
  const waiting: { readonly id: string; readonly changes: Map<string, number>[] }[] = [];
  for (let index = 0; index < sessions; index += 1) {
    const steps = Math.floor(commits / sessions) + (index < commits % sessions ? 1 : 0);
    const session = generateSession(index);
    const changes = Array.from({ length: steps }, () => new Map<string, number>());
    for (const [name, version] of [
      ['state.json', stateAt],
      ['plan.json', planAt],
    ] as const) {
      for (const [step, change] of changes.entries()) {
        const value = version(session, step, steps);
        if (value !== undefined) change.set(name, await blob(value));
      }
    }
    waiting.push({ id: session.id, changes });
  }

  const random = seeded(commits);
  const start = Date.parse('2026-02-01T08:00:00Z') / 1000;
  for (let commit = 0; commit < commits; commit += 1) {
    const at = random.between(0, Math.min(open, waiting.length) - 1);
    const { id, changes } = waiting[at] ?? { id: '', changes: [] };
    const files = [...(changes.shift() ?? [])].map(
      ([name, blobMark]) => `M 100644 :${blobMark} agents/sessions/${id}/${name}\n`,
    );
    if (changes.length === 0) waiting.splice(at, 1);
    const who = `someone <someone@example.org> ${start + commit * 60} +0100`;
    await write(`commit refs/heads/main\nauthor ${who}\ncommitter ${who}\ndata 4\nstep\n${files.join('')}\n`);
  }
  git.stdin.end();
  const [code] = (await done) as [number | null];
  if (code !== 0) throw new Error(`git fast-import ended with ${String(code)}`);
  await run(folder, 'symbolic-ref', 'HEAD', 'refs/heads/main');
  return { folder, commits, sessions, blobs: mark, bytes };
}

/** How far the building has come at a step; below 0 before it begins. */
function builtAt({ plan }: GeneratedSession, step: number, steps: number): { batch: number; batches: number } {
  const actions = actionsOf(plan).length;
  return { batch: step - 3, batches: Math.max(1, Math.min(actions, steps - AROUND - 1)) };
}

function stateAt(session: GeneratedSession, step: number, steps: number): State {
  const { state, plan } = session;
  const { batch, batches } = builtAt(session, step, steps);
  const created = Date.parse(state.created_at);
  const time = (at: number): string => new Date(created + at * 7 * MINUTE).toISOString().replace('.000Z', 'Z');
  const first = [0, 1, 2, 3 + batches];
  const phase = step >= 4 + batches ? 4 : first.filter((start) => step >= start).length - 1;
  const started = (index: number): string | null => (index <= phase ? time(first[index] ?? 0) : null);
  const completed = (index: number): string | null => (index < phase ? time(first[index + 1] ?? 4 + batches) : null);
  const statuses = phase < 2 ? [] : plan.checkpoints.map(({ id }) => statusAt(plan, `${id}.`, batch, batches));
  const built = statuses.flatMap((status, index) => (status === 'complete' ? [index + 1] : []));
  const total = phase < 2 ? null : plan.checkpoints.length;
  return {
    ...state,
    updated_at: time(step),
    current_phase: PHASES[phase] ?? 'complete',
    status: phase === 4 ? 'complete' : 'active',
    phase_history: phaseHistory(started, completed),
    build_progress: {
      checkpoints_total: total,
      checkpoints_completed: built,
      current_checkpoint: total === null || built.length === total ? null : built.length + 1,
    },
    commits: built.map((checkpoint) => ({
      sha: seeded(checkpoint + created / MINUTE).text(40, '0123456789abcdef'),
      message: `checkpoint ${checkpoint}: ${state.topic}`,
      checkpoint,
      created_at: time(3 + batches),
    })),
  };
}

function planAt(session: GeneratedSession, step: number, steps: number): Plan | undefined {
  const { plan, state } = session;
  const { batch, batches } = builtAt(session, step, steps);
  // Not there in the spec phase, and no longer touched once all is built.
  if (step < 1 || batch > batches) return undefined;
  const created = Date.parse(state.created_at);
  const time = (at: number): string => new Date(created + at * 7 * MINUTE).toISOString().replace('.000Z', 'Z');
  const status = (id: string): Status => statusAt(plan, id, batch, batches);
  return {
    ...plan,
    created_at: time(1),
    updated_at: time(step),
    status: step === 1 ? 'in_progress' : 'complete',
    checkpoints: plan.checkpoints.map((checkpoint) => ({
      ...checkpoint,
      status: status(`${checkpoint.id}.`),
      task_groups: (checkpoint.task_groups ?? []).map((group) => ({
        ...group,
        status: status(`${group.id}.`),
        tasks: (group.tasks ?? []).map((task) => ({
          ...task,
          status: status(`${task.id}.`),
          actions: (task.actions ?? []).map((action) => ({ ...action, status: status(`${action.id}.`) })),
        })),
      })),
    })),
  };
}

/**
 * What has become of the part of a plan whose actions' ids begin like this. Actions are built in batches: at each step
 * the batch under way is completed and the next one begun.
 */
function statusAt(plan: Plan, prefix: string, batch: number, batches: number): Status {
  const actions = actionsOf(plan);
  const own = actions.flatMap((id, index) =>
    `${id}.`.startsWith(prefix) ? [Math.floor((index * batches) / actions.length)] : [],
  );
  if (own.every((at) => at < batch)) return 'complete';
  return own.every((at) => at > batch) ? 'pending' : 'in_progress';
}

const known = new WeakMap<Plan, readonly string[]>();

function actionsOf(plan: Plan): readonly string[] {
  const made = known.get(plan);
  if (made) return made;
  const ids = plan.checkpoints.flatMap(({ task_groups: groups }) =>
    (groups ?? []).flatMap(({ tasks }) => (tasks ?? []).flatMap(({ actions }) => (actions ?? []).map(({ id }) => id))),
  );
  known.set(plan, ids);
  return ids;
}

async function run(cwd: string, ...args: string[]): Promise<void> {
  const [code] = (await once(spawn('git', args, { cwd, stdio: 'inherit' }), 'close')) as [number | null];
  if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${String(code)}`);
}
