import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SESSION = '2026-01-05_try-the-gate_a1b2c3';

/** A session that makes its plan. */
const STATE = {
  $schema: 'Session state manifest v2 - programmatic updates only',
  session_id: SESSION,
  topic: 'Try the gate',
  description: 'A session that stategate doctor makes up, to see whether the gate answers.',
  session_type: 'full',
  created_at: '2026-01-05T09:00:00Z',
  updated_at: '2026-01-05T09:20:00Z',
  current_phase: 'plan',
  status: 'active',
  phase_history: {
    spec_started_at: '2026-01-05T09:00:00Z',
    spec_completed_at: '2026-01-05T09:20:00Z',
    plan_started_at: '2026-01-05T09:20:00Z',
    plan_completed_at: null,
    build_started_at: null,
    build_completed_at: null,
    docs_started_at: null,
    docs_completed_at: null,
  },
  build_progress: { checkpoints_total: null, checkpoints_completed: [], current_checkpoint: null },
  git: { branch: 'main', worktree: null, base_branch: 'main' },
  commits: [],
  artifacts: { spec: 'spec.md', plan: 'plan.json', plan_readable: 'plan.md' },
};

const LATER = { updated_at: '2026-01-05T09:30:00Z' };

/** What may be written over it, and what may not: a phase that has ended does not come again. */
const WRITES = {
  legal: { ...STATE, ...LATER, status: 'paused' },
  illegal: { ...STATE, ...LATER, current_phase: 'spec' },
} as const;

/** A tree of its own, in which hooks can be tried out without anything happening to the project's. */
export interface Trial {
  readonly folder: string;
  /** The payload of a write that is about to be made, as the client sends it. */
  readonly write: (name: keyof typeof WRITES) => string;
  readonly remove: () => void;
}

export function createTrial(): Trial {
  const folder = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'stategate-doctor-')));
  // The top of a tree, for the gate to keep its memory in; that of the project is left alone.
  mkdirSync(path.join(folder, '.git'));
  const file = path.join(folder, 'agents/sessions', SESSION, 'state.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, textOf(STATE));
  const common = {
    session_id: 'stategate-doctor',
    transcript_path: path.join(folder, 'transcript.jsonl'),
    cwd: folder,
  };
  return {
    folder,
    write: (name) =>
      JSON.stringify({
        ...common,
        hook_event_name: 'PreToolUse',
        tool_name: 'Write',
        tool_input: { file_path: file, content: textOf(WRITES[name]) },
        tool_use_id: `toolu_doctor_${name}`,
      }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function textOf(state: object): string {
  return `${JSON.stringify(state, null, 2)}\n`;
}
