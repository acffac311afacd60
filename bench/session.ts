import type { PlanV2, SessionStateV2 } from '../src/index.js';
import { seeded, type Random } from './random.js';

/** A session as its folder holds it. */
export interface GeneratedSession {
  readonly id: string;
  readonly state: SessionStateV2;
  readonly plan: PlanV2;
}

/** How far a session has come: the phases that it has been through, and the one it is in. */
const STAGES = ['plan', 'build', 'build', 'build', 'docs', 'complete', 'complete', 'complete'] as const;
type Stage = (typeof STAGES)[number];
const PHASES = ['spec', 'plan', 'build', 'docs'] as const;

const MINUTE = 60_000;
const FIRST_DAY = Date.parse('2026-01-05T08:00:00Z');

type Checkpoint = PlanV2['checkpoints'][number];
type TaskGroup = NonNullable<Checkpoint['task_groups']>[number];
type Task = NonNullable<TaskGroup['tasks']>[number];
type Status = Checkpoint['status'];

/**
 * Invents a session of the second version: a state of about 2 KB and a plan of about 30 KB, as agents write them.
 * Both fit their schemas, and nothing contradicts in them or between them.
 *
 * @param index tells sessions apart: the same index gives the same session
 */
export function generateSession(index: number): GeneratedSession {
  const random = seeded(index);
  const created = FIRST_DAY + index * 23 * MINUTE + random.between(0, 59) * 1000;
  const topic = `${random.pick(VERBS)} ${random.pick(THINGS)} ${random.pick(PLACES)}`;
  const slug = topic
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 40)
    .replace(/-$/u, '');
  const id = `${timestamp(created).slice(0, 10)}_${slug}_${random.text(6, 'abcdefghijklmnopqrstuvwxyz0123456789')}`;
  const stage = random.pick(STAGES);
  const checkpoints = random.between(2, 4);
  const done = stage === 'plan' ? 0 : stage === 'build' ? random.between(0, checkpoints - 1) : checkpoints;
  const times = timesOf(stage, created, random);
  return {
    id,
    state: generateState({ id, topic, stage, checkpoints, done, created, times, random }),
    plan: generatePlan({ id, stage, checkpoints, done, created, times, random }),
  };
}

/** When each phase began, and when the session last changed; milliseconds since 1970. */
interface Times {
  readonly starts: readonly number[];
  readonly updated: number;
}

function timesOf(stage: Stage, created: number, random: Random): Times {
  const begun = stage === 'complete' ? PHASES.length : PHASES.indexOf(stage) + 1;
  const starts: number[] = [created];
  while (starts.length < begun) starts.push((starts.at(-1) ?? created) + random.between(12, 240) * MINUTE);
  return { starts, updated: (starts.at(-1) ?? created) + random.between(5, 90) * MINUTE };
}

interface Outline {
  readonly id: string;
  readonly stage: Stage;
  readonly checkpoints: number;
  /** How many checkpoints are built. */
  readonly done: number;
  readonly created: number;
  readonly times: Times;
  readonly random: Random;
}

function generateState(outline: Outline & { readonly topic: string }): SessionStateV2 {
  const { id, topic, stage, checkpoints, done, created, times, random } = outline;
  const started = (phase: number): string | null => at(times.starts[phase]);
  // A phase ends at the instant at which the next one starts; the last of a complete session ends with it.
  const completed = (phase: number): string | null =>
    started(phase + 1) ?? (stage === 'complete' && phase === PHASES.length - 1 ? timestamp(times.updated) : null);
  const built = Array.from({ length: done }, (_, index) => index + 1);
  const buildStart = times.starts[2] ?? created;
  return {
    $schema: 'Session state manifest v2 - programmatic updates only',
    session_id: id,
    topic,
    description: sentence(random),
    session_type: 'full',
    created_at: timestamp(created),
    updated_at: timestamp(times.updated),
    current_phase: stage,
    status: stage === 'complete' ? 'complete' : 'active',
    phase_history: phaseHistory(started, completed),
    build_progress: {
      checkpoints_total: stage === 'plan' ? null : checkpoints,
      checkpoints_completed: built,
      current_checkpoint: stage === 'plan' || done === checkpoints ? null : done + 1,
    },
    git: { branch: `feature/${id.slice(11)}`, worktree: null, base_branch: 'main' },
    commits: built.map((checkpoint) => ({
      sha: random.text(40, '0123456789abcdef'),
      message: `checkpoint ${checkpoint}: ${phrase(random)}`,
      checkpoint,
      created_at: timestamp(buildStart + checkpoint * MINUTE),
    })),
    artifacts: { spec: './spec.md', plan: './plan.json', plan_readable: './plan.md' },
  };
}

function generatePlan({ id, stage, checkpoints, done, times, random }: Outline): PlanV2 {
  const created = times.starts[1] ?? times.updated;
  const tasks: string[] = [];
  return {
    $schema: 'Plan schema for session checkpoint-based planning (v2)',
    session_id: id,
    spec_reference: './spec.md',
    created_at: timestamp(created),
    updated_at: timestamp(Math.min(created + random.between(4, 9) * MINUTE, times.updated)),
    status: stage === 'plan' ? 'in_progress' : 'complete',
    checkpoints: Array.from({ length: checkpoints }, (_, index) => {
      const status = index < done ? 'complete' : stage === 'build' && index === done ? 'in_progress' : 'pending';
      return generateCheckpoint(index + 1, status, tasks, random);
    }),
  };
}

/** Of what is being built the first part is, and the others come after it. */
function statusOfPart(status: Status, index: number): Status {
  return status === 'in_progress' && index > 0 ? 'pending' : status;
}

/** @param tasks the ids of the plan's tasks so far; those of the checkpoint are added */
function generateCheckpoint(id: number, status: Status, tasks: string[], random: Random): Checkpoint {
  const files = Array.from({ length: random.between(3, 5) }, () => file(random));
  return {
    id,
    title: phrase(random),
    goal: sentence(random),
    prerequisites: id === 1 ? [] : [id - 1],
    status,
    file_context: {
      beginning: {
        files: files.map((path) => ({ path, status: 'exists' as const, description: phrase(random) })),
        tree: tree(files),
      },
      ending: {
        files: files.map((path, index) => ({
          path,
          status: index === 0 ? ('new' as const) : ('modified' as const),
          description: sentence(random),
        })),
        tree: tree(files),
      },
    },
    testing_strategy: {
      approach: sentence(random),
      verification_steps: Array.from({ length: 3 }, () => `Run: npm test -- ${file(random)} → all green`),
    },
    task_groups: Array.from({ length: random.between(1, 3) }, (_, index) =>
      generateGroup(`${id}.${index + 1}`, statusOfPart(status, index), tasks, random),
    ),
  };
}

function generateGroup(id: string, status: Status, tasks: string[], random: Random): TaskGroup {
  return {
    id,
    title: phrase(random),
    objective: sentence(random),
    status,
    tasks: Array.from({ length: random.between(1, 3) }, (_, index) => {
      const task = generateTask(`${id}.${index + 1}`, statusOfPart(status, index), tasks, random);
      tasks.push(`${id}.${index + 1}`);
      return task;
    }),
  };
}

function generateTask(id: string, status: Status, tasks: readonly string[], random: Random): Task {
  const path = file(random);
  const earlier = tasks[random.between(0, tasks.length)];
  return {
    id,
    title: phrase(random),
    file_path: path,
    description: `${sentence(random)} ${sentence(random)}`,
    context: {
      read_before: Array.from({ length: random.between(1, 2) }, () => ({
        file: file(random),
        lines: `${random.between(1, 80)}-${random.between(81, 240)}`,
        purpose: phrase(random),
      })),
      related_files: [file(random)],
    },
    depends_on: earlier === undefined ? [] : [earlier],
    status,
    actions: Array.from({ length: random.between(2, 4) }, (_, index) => ({
      id: `${id}.${index + 1}`,
      command: command(random),
      file: path,
      status,
    })),
  };
}

const VERBS = [
  'Add',
  'Rework',
  'Cache',
  'Split',
  'Rename',
  'Validate',
  'Paginate',
  'Archive',
  'Retry',
  'Trace',
] as const;
const THINGS = [
  'the ferry timetable',
  'ticket prices',
  'the harbour map',
  'import queues',
  'seat reservations',
  'the mail templates',
  'tide warnings',
  'the login form',
  'refund requests',
  'berth assignments',
  'the crew roster',
  'CSV exports',
] as const;
const PLACES = [
  'in the API',
  'for the mobile app',
  'on the start page',
  'behind a feature flag',
  'in the nightly job',
  'for large ports',
  'without a reload',
  'per company',
] as const;
const REASONS = [
  'so that a slow network no longer blocks the page',
  'because two requests can arrive in the same second',
  'as the "quick" view already does',
  'so that support can see what was changed: who, when, and from which value',
  'with the limits that operations asked for (100 rows, 5 s)',
  'without touching the public interface',
  'and keep the old column until every client has moved',
  'which makes the result the same on every server',
] as const;
const FOLDERS = ['src/routes', 'src/store', 'src/jobs', 'src/views/booking', 'test/store', 'db/migrations'] as const;
const STEMS = ['timetable', 'prices', 'harbours', 'queue', 'seats', 'mails', 'tides', 'refunds', 'berths'] as const;
const ENDINGS = ['.ts', '.test.ts', '.sql', '-page.tsx', '-form.tsx'] as const;
const EDITS = ['CREATE', 'UPDATE', 'ADD', 'MOVE', 'REMOVE'] as const;
const PIECES = [
  'function load(port: string): Promise<Row[]>',
  'column "valid_until": timestamp, nullable',
  'constant RETRIES = 3',
  'route GET /api/v2/prices → 200 | 404',
  'branch for an empty answer',
  "import of '../store/seats.js'",
] as const;

function phrase(random: Random): string {
  return `${random.pick(VERBS)} ${random.pick(THINGS)} ${random.pick(PLACES)}`;
}

function sentence(random: Random): string {
  return `${phrase(random)}, ${random.pick(REASONS)}.`;
}

function file(random: Random): string {
  return `${random.pick(FOLDERS)}/${random.pick(STEMS)}${random.pick(ENDINGS)}`;
}

function command(random: Random): string {
  return `${random.pick(EDITS)} ${random.pick(PIECES)}, ${random.pick(REASONS)}`;
}

function tree(files: readonly string[]): string {
  return files.map((path, index) => `${index < files.length - 1 ? '├──' : '└──'} ${path}`).join('\n');
}

function timestamp(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function at(instant: number | undefined): string | null {
  return instant === undefined ? null : timestamp(instant);
}

type TimeOf = (phase: number) => string | null;

/** When each phase, counted from 0, was started and completed. */
export function phaseHistory(started: TimeOf, completed: TimeOf): SessionStateV2['phase_history'] {
  return {
    spec_started_at: started(0),
    spec_completed_at: completed(0),
    plan_started_at: started(1),
    plan_completed_at: completed(1),
    build_started_at: started(2),
    build_completed_at: completed(2),
    docs_started_at: started(3),
    docs_completed_at: completed(3),
  };
}
