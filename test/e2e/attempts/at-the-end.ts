import { PLAN, plan, SECOND_DONE, STATE, state } from '../lamp-post.js';
import { jsonText, type Project } from '../project.js';
import { type MessagesRequest, say, textOf, type ToolUseBlock, type Turn, use } from '../script.js';
import type { Attempt } from './attempt.js';

const TOO_MANY = state({ ...SECOND_DONE, '/build_progress/checkpoints_total': 5 });
const STANDING = state({ '/phase_history/plan_completed_at': '2026-03-04T09:30:00Z' });
const STANDING_AND_PAUSED = state({ '/phase_history/plan_completed_at': '2026-03-04T09:30:00Z', '/status': 'paused' });
const MOVE = '2026-03-06T09:00:00Z';
const MOVED = {
  '/current_phase': 'docs',
  '/phase_history/build_completed_at': MOVE,
  '/phase_history/docs_started_at': MOVE,
  '/phase_history/docs_completed_at': MOVE,
};

type Change = readonly [from: string, to: string];
const NEXT_ENDS: Change = ['"docs_completed_at": null', `"docs_completed_at": "${MOVE}"`];
const PHASE_ENDS: Change = ['"build_completed_at": null', `"build_completed_at": "${MOVE}"`];
const NEXT_BEGINS: Change = ['"docs_started_at": null', `"docs_started_at": "${MOVE}"`];
const PHASE_MOVES: Change = ['"current_phase": "build"', '"current_phase": "docs"'];

/** What is judged when the agent stops, what was wrong before, and what belongs together. */
export const AT_THE_END: readonly Attempt[] = [
  {
    name: 'The state counts more checkpoints than the plan has',
    script: (project) => [[use('Write', { file_path: project.path(STATE), content: jsonText(TOO_MANY) })]],
    outcome: 'held',
    told: [/state-agrees-with-plan/u],
    disk: { [STATE]: TOO_MANY },
  },
  {
    name: 'The same, and the plan is written anew when the agent is held up',
    script: (project) => [
      [
        use('Write', {
          file_path: project.path(STATE),
          content: jsonText(state({ '/build_progress/checkpoints_total': 2 })),
        }),
      ],
      [say('done')],
      [use('Write', { file_path: project.path(STATE), content: jsonText(state()) })],
    ],
    outcome: 'held',
    disk: { [STATE]: state(), [PLAN]: plan() },
  },
  {
    name: 'An Edit that has nothing to do with what was wrong before',
    files: { [STATE]: STANDING },
    script: (project) => [[edit(project, '"active"', '"paused"')]],
    outcome: 'noted',
    told: [/wrong already[^]*timestamps-in-order/u, /wrong before you touched it[^]*timestamps-in-order/u],
    disk: { [STATE]: STANDING_AND_PAUSED },
  },
  {
    name: 'An Edit that adds to what was wrong before',
    files: { [STATE]: STANDING },
    script: (project) => [[edit(project, '"current_checkpoint": 2', '"current_checkpoint": 7')]],
    outcome: 'denied',
    told: [/checkpoint-range/u],
    disk: { [STATE]: STANDING },
  },
  {
    name: 'A move to the next phase, field by field; the model does what the denial says',
    script: (project) => [[edit(project, ...NEXT_ENDS)], obeying(project.path(STATE))],
    outcome: 'denied',
    told: [/these belong together/u, /updated successfully/u],
    disk: {},
  },
  {
    name: 'The same under "consistency": "stop", to the end',
    files: { 'stategate.config.json': { consistency: 'stop' } },
    script: (project) => [NEXT_ENDS, PHASE_ENDS, NEXT_BEGINS, PHASE_MOVES].map((change) => [edit(project, ...change)]),
    outcome: 'passed',
    disk: { [STATE]: state(MOVED) },
  },
  {
    name: 'The same under "consistency": "stop", given up half way',
    files: { 'stategate.config.json': { consistency: 'stop' } },
    script: (project) => [[edit(project, ...NEXT_ENDS)]],
    outcome: 'held',
    told: [/phase-order/u],
    disk: { [STATE]: state({ '/phase_history/docs_completed_at': MOVE }) },
  },
  {
    name: 'A configuration that is wrong holds nobody up',
    files: { 'stategate.config.json': { rules: { 'no-such-rule': 'error' } } },
    script: (project) => [[edit(project, '"active"', '"paused"')]],
    outcome: 'passed',
    disk: { [STATE]: state({ '/status': 'paused' }) },
  },
  {
    name: 'A configuration that is wrong, with "onFault": "block"',
    files: { 'stategate.config.json': { onFault: 'block', rules: { 'no-such-rule': 'error' } } },
    script: (project) => [[edit(project, '"active"', '"paused"')]],
    outcome: 'denied',
    disk: { [STATE]: state() },
  },
];

function edit(project: Project, from: string, to: string): ToolUseBlock {
  return use('Edit', { file_path: project.path(STATE), old_string: from, new_string: to });
}

/** A model that does what the last denial says: puts the values that it names into the fields that it names. */
function obeying(file: string): Turn {
  return ({ messages }: MessagesRequest) => {
    const told = messages.map(({ content }) => textOf(content)).join('\n');
    const [, named = ''] = /these belong together, in one edit: (.*)/u.exec(told) ?? [];
    const fields = [...named.matchAll(/([\w.]+) = "([^"]*)"/gu)];
    const changes = fields.map(([, name = '', value]) => [`/${name.replaceAll('.', '/')}`, value] as const);
    return [use('Write', { file_path: file, content: jsonText(state(Object.fromEntries(changes))) })];
  };
}
