import { PLAN, plan, SECOND_DONE, STATE, state } from '../lamp-post.js';
import { jsonText } from '../project.js';
import { say, use, useAgent } from '../script.js';
import type { Attempt } from './attempt.js';

const BACK = state({ '/current_phase': 'spec' });
const SECOND_TICKED = plan({ '/checkpoints/1/status': 'in_progress' });

/** Several calls at once, and other agents. */
export const IN_COMPANY: readonly Attempt[] = [
  {
    name: 'One turn: a legal Write, an illegal one, and Bash',
    script: (project) => [
      [
        use('Write', { file_path: project.path(PLAN), content: jsonText(SECOND_TICKED) }),
        use('Write', { file_path: project.path(STATE), content: jsonText(BACK) }),
        use('Bash', { command: 'echo lit > lamp.txt', description: 'write' }),
      ],
    ],
    outcome: 'denied',
    disk: { [PLAN]: SECOND_TICKED, [STATE]: state(), 'lamp.txt': 'lit\n' },
  },
  {
    name: 'One turn: two legal Edits of one file',
    script: (project) => [
      [edit(project.path(STATE), '"active"', '"paused"'), edit(project.path(STATE), '"paused"', '"failed"')],
    ],
    outcome: 'passed',
    disk: { [STATE]: state({ '/status': 'failed' }) },
  },
  {
    name: 'One turn: two Edits of one file, the second illegal',
    script: (project) => [
      [edit(project.path(STATE), '"active"', '"failed"'), edit(project.path(STATE), '"failed"', '"complete"')],
    ],
    outcome: 'denied',
    disk: { [STATE]: state({ '/status': 'failed' }) },
  },
  {
    name: 'One turn: two illegal changes by Bash',
    script: () => [
      [
        use('Bash', { command: `sed -i 's/"build"/"spec"/' ${STATE}`, description: 'go back' }),
        use('Bash', { command: `sed -i 's/"complete",$/"pending",/' ${PLAN}`, description: 'undo' }),
      ],
    ],
    outcome: 'found 2×, held',
    disk: { [STATE]: BACK },
  },
  {
    name: 'A sub-agent writes a legal state',
    script: (project) => [
      [
        useAgent('Light it', [
          [use('Write', { file_path: project.path(STATE), content: jsonText(state(SECOND_DONE)) })],
        ]),
      ],
    ],
    outcome: 'passed',
    disk: { [STATE]: state(SECOND_DONE) },
  },
  {
    name: 'A sub-agent writes an illegal state',
    script: (project) => [
      [useAgent('Go back', [[use('Write', { file_path: project.path(STATE), content: jsonText(BACK) })], [say('no')]])],
    ],
    outcome: 'denied',
    disk: { [STATE]: state() },
  },
  {
    name: 'A sub-agent: sed -i',
    script: () => [
      [
        useAgent('Go back', [
          [use('Bash', { command: `sed -i 's/"build"/"spec"/' ${STATE}`, description: 'go back' })],
          [say('I went back')],
        ]),
      ],
    ],
    // Told where it happened, at the end of the sub-agent, and at the end of the agent.
    outcome: 'found, held 2×',
    disk: { [STATE]: BACK },
  },
];

function edit(file: string, from: string, to: string): ReturnType<typeof use> {
  return use('Edit', { file_path: file, old_string: from, new_string: to });
}
