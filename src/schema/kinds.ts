import type { Path } from '../document/position.js';
import type { SchemaId } from './generated/schema-types.js';

/**
 * One version or variant of a kind, and how a document shows that it is one.
 *
 * `sentence` is matched against the document's `$schema` (which in these files is often a sentence, not an
 * address); where no sentence decides, the first variant whose `has` properties are all there, with at least one of
 * `any`, and whose `lacks` are all absent is the one. A variant without a `schema` is recognised so that it can be
 * left alone.
 */
export interface Variant {
  readonly schema?: SchemaId;
  readonly sentence?: RegExp;
  /** Dotted property names that must be present, e.g. `spec.status`; `*` is any element of an array. */
  readonly has?: readonly string[];
  readonly any?: readonly string[];
  readonly lacks?: readonly string[];
  /** For a variant without a schema: the message of the rule `foreign-document` that tells of it. */
  readonly foreign?: 'payload' | 'adwState';
  /** Applied also to what is no object: that fits no version, and whatever its schema says of it is true of all. */
  readonly nonObject?: true;
}

/** A sort of document: the files it is found in and the schemas that describe it. */
export interface Kind {
  readonly title: string;
  /** Globs of the files that are of this kind; empty for kinds that are only checked when named. */
  readonly files: readonly string[];
  readonly variants: readonly Variant[];
  /** Where a document keeps the id that the folder of its file is named after; absent where the folder has no id. */
  readonly idAt?: Path;
  /** Absent where a file of this kind is no part of a session. */
  readonly session?: SessionPart;
  /**
   * Written by a client that adds words with each version: a word that the schema does not list is likely a newer
   * client's, so it is no error.
   */
  readonly growing?: true;
}

/** How a file belongs to a session. */
export interface SessionPart {
  /** Where it stands in the session's folder: a name, or a glob. */
  readonly path: string;
  /** What it is to the rules that look at a session as a whole; absent where they do not look at it. */
  readonly role?: 'state' | 'plan' | 'notes';
}

const SESSIONS = ['**/agents/sessions/*', '**/.spectre/sessions/*'];

const inSessions = (path: string, role?: SessionPart['role']): Pick<Kind, 'files'> & { session: SessionPart } => ({
  files: SESSIONS.map((folder) => `${folder}/${path}`),
  session: { path, ...(role && { role }) },
});

const kinds = {
  'session-state': {
    title: 'Session state',
    ...inSessions('state.json', 'state'),
    idAt: ['session_id'],
    variants: [
      {
        schema: 'session-state-v3',
        sentence: /manifest v3\b|session-state-v3\b/u,
        has: ['spec.status'],
        nonObject: true,
      },
      { schema: 'session-state-v2', sentence: /manifest v2\b|session-state-v2\b/u, has: ['phase_history'] },
      { schema: 'session-state-v1', sentence: /^Session state schema\b|session-state-v1\b/u, has: ['phases'] },
    ],
  },
  plan: {
    title: 'Plan',
    ...inSessions('plan.json', 'plan'),
    idAt: ['session_id'],
    variants: [
      {
        schema: 'plan-v2',
        sentence: /\(v2\)|plan-v2\b/u,
        has: ['checkpoints.*.task_groups'],
        lacks: ['checkpoints.*.tranches'],
        nonObject: true,
      },
      {
        schema: 'plan-v1',
        sentence: /^Plan schema\b|plan-v1\b/u,
        has: ['checkpoints.*.tranches'],
        lacks: ['checkpoints.*.task_groups'],
      },
      // An outline: no checkpoint is detailed yet.
      {
        schema: 'plan-v2',
        has: ['checkpoints', 'session_id'],
        lacks: ['checkpoints.*.tranches', 'checkpoints.*.task_groups'],
      },
    ],
  },
  'dev-notes': {
    title: 'Dev notes',
    ...inSessions('dev-notes.json', 'notes'),
    idAt: ['session_id'],
    variants: [{ schema: 'dev-notes' }],
  },
  'research-state': {
    title: 'Research state',
    ...inSessions('research/*/state.json'),
    idAt: ['id'],
    variants: [{ schema: 'research-state' }],
  },
  'research-subagent': {
    title: 'Research sub-agent',
    ...inSessions('research/*/subagents/*.json'),
    variants: [{ schema: 'research-subagent' }],
  },
  'hook-event': {
    title: 'Hook event',
    files: [],
    variants: [{ foreign: 'payload', has: ['hookEventName'], lacks: ['hook_event_name'] }, { schema: 'hook-event' }],
    growing: true,
  },
  'hook-output': { title: 'Hook output', files: [], variants: [{ schema: 'hook-output' }] },
  'hook-log': {
    title: 'Hook log line',
    files: ['**/agents/logging/hook_logs/*/*.jsonl'],
    idAt: ['payload', 'session_id'],
    variants: [
      { foreign: 'payload', has: ['payload.hookEventName'], lacks: ['payload.hook_event_name'] },
      { schema: 'hook-log' },
    ],
    growing: true,
  },
  'adw-state': {
    title: 'ADW state',
    files: ['**/agents/*/adw_state.json'],
    idAt: ['adw_id'],
    variants: [
      {
        schema: 'adw-state',
        has: ['adw_id', 'issue_number'],
        any: ['branch_name', 'plan_file', 'issue_class', 'worktree_path', 'model_set', 'all_adws', 'backend_port'],
        lacks: ['phase_results', 'completed_phases', 'status', 'provider', 'started_at'],
      },
      { foreign: 'adwState' },
    ],
  },
  'orchestrator-agent': { title: 'Orchestrator agent row', files: [], variants: [{ schema: 'orchestrator-agent' }] },
  agent: { title: 'Agent row', files: [], variants: [{ schema: 'agent' }] },
  prompt: { title: 'Prompt row', files: [], variants: [{ schema: 'prompt' }] },
  'agent-log': { title: 'Agent log row', files: [], variants: [{ schema: 'agent-log' }] },
  'system-log': { title: 'System log row', files: [], variants: [{ schema: 'system-log' }] },
  'orchestrator-chat': { title: 'Orchestrator chat row', files: [], variants: [{ schema: 'orchestrator-chat' }] },
  'ai-developer-workflow': {
    title: 'AI developer workflow row',
    files: [],
    variants: [{ schema: 'ai-developer-workflow' }],
  },
} as const satisfies Record<string, Kind>;

export type KindId = keyof typeof kinds;

/** Which schemas describe a kind, as a type: `SchemaIdOf<'plan'>` is `'plan-v1' | 'plan-v2'`. */
export type SchemaIdOf<K extends KindId> = K extends KindId
  ? Extract<(typeof kinds)[K]['variants'][number], { schema: SchemaId }>['schema']
  : never;

/** The built-in kinds. */
export const KINDS: Readonly<Record<KindId, Kind>> = kinds;
