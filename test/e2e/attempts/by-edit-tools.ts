import { PLAN, plan, SECOND_DONE, SESSION, STATE, state } from '../lamp-post.js';
import { jsonText } from '../project.js';
import { use } from '../script.js';
import type { Attempt } from './attempt.js';

const NEXT = 'agents/sessions/2026-03-06_night-bus_d4e5f6/state.json';
const BACK = { '/current_phase': 'spec', '/updated_at': '2026-03-05T12:00:00Z' };

/** Write and Edit of one governed file. */
export const BY_EDIT_TOOLS: readonly Attempt[] = [
  {
    name: 'Write of a legal state',
    script: (project) => [[use('Write', { file_path: project.path(STATE), content: jsonText(state(SECOND_DONE)) })]],
    outcome: 'passed',
    disk: { [STATE]: state(SECOND_DONE) },
  },
  {
    name: 'Write of an illegal state',
    script: (project) => [[use('Write', { file_path: project.path(STATE), content: jsonText(state(BACK)) })]],
    outcome: 'denied',
    told: [/hook error: stategate: .*state\.json/u, /"build" to "spec"/u, /illegal-transition/u],
    disk: { [STATE]: state() },
  },
  {
    name: 'Write of an illegal state, relative path',
    script: () => [[use('Write', { file_path: STATE, content: jsonText(state(BACK)) })]],
    outcome: 'denied',
    disk: { [STATE]: state() },
  },
  {
    name: 'Write of an illegal state from another folder',
    script: () => [
      [use('Bash', { command: `cd ${SESSION}`, description: 'go there' })],
      [use('Write', { file_path: 'state.json', content: jsonText(state(BACK)) })],
    ],
    outcome: 'denied',
    disk: { [STATE]: state() },
  },
  {
    name: 'Write of broken JSON',
    script: (project) => [[use('Write', { file_path: project.path(STATE), content: '{ "session_id": ' })]],
    outcome: 'denied',
    told: [/syntax/u],
    disk: { [STATE]: state() },
  },
  {
    name: 'Write of a new session that has begun',
    script: (project) => [[use('Write', { file_path: project.path(NEXT), content: jsonText(begun()) })]],
    outcome: 'passed',
    disk: { [NEXT]: begun() },
  },
  {
    name: 'Write of a new session under a wrong id',
    script: (project) => [[use('Write', { file_path: project.path(NEXT), content: jsonText(state()) })]],
    outcome: 'denied',
    told: [/session-id-matches-folder/u],
    disk: { [NEXT]: null },
  },
  {
    name: 'Edit to a legal state',
    script: (project) => [[edit(project.path(STATE), '"status": "active"', '"status": "paused"')]],
    outcome: 'passed',
    disk: { [STATE]: state({ '/status': 'paused' }) },
  },
  {
    name: 'Edit to an illegal state',
    script: (project) => [[edit(project.path(STATE), '"current_phase": "build"', '"current_phase": "spec"')]],
    outcome: 'denied',
    told: [/"build" to "spec"/u],
    disk: { [STATE]: state() },
  },
  {
    name: 'Edit to an illegal state in a file with CR LF',
    files: { [STATE]: withCrLf(state()) },
    script: (project) => [
      [edit(project.path(STATE), '"current_phase": "build",\n  "status"', '"current_phase": "spec",\n  "status"')],
    ],
    outcome: 'denied',
    disk: { [STATE]: withCrLf(state()) },
  },
  {
    name: 'Edit everywhere to illegal states',
    script: (project) => [[edit(project.path(PLAN), '"pending"', '"complete"', true)]],
    outcome: 'denied',
    told: [/illegal-transition/u],
    disk: { [PLAN]: plan() },
  },
  {
    name: 'Edit of text that is not there',
    script: (project) => [[edit(project.path(STATE), '"current_phase": "docs"', '"current_phase": "spec"')]],
    outcome: 'passed',
    told: [/String to replace not found/u],
    disk: { [STATE]: state() },
  },
  {
    name: 'Edit of text that is there twice',
    script: (project) => [[edit(project.path(STATE), '2026-03-04T14:00:00Z', '2026-03-01T14:00:00Z')]],
    outcome: 'passed',
    told: [/Found 2 matches/u],
    disk: { [STATE]: state() },
  },
];

function edit(file: string, from: string, to: string, everywhere = false): ReturnType<typeof use> {
  return use('Edit', { file_path: file, old_string: from, new_string: to, replace_all: everywhere });
}

function begun(): object {
  const history = ['spec', 'plan', 'build', 'docs'].flatMap((phase) => [
    [`${phase}_started_at`, phase === 'spec' ? '2026-03-06T09:00:00Z' : null],
    [`${phase}_completed_at`, null],
  ]);
  return state({
    '/session_id': '2026-03-06_night-bus_d4e5f6',
    '/created_at': '2026-03-06T09:00:00Z',
    '/updated_at': '2026-03-06T09:00:00Z',
    '/current_phase': 'spec',
    '/phase_history': Object.fromEntries(history) as object,
    '/build_progress': { checkpoints_total: null, checkpoints_completed: [], current_checkpoint: null },
  });
}

function withCrLf(value: object): string {
  return jsonText(value).replaceAll('\n', '\r\n');
}
