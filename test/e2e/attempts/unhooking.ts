import { STATE, state } from '../lamp-post.js';
import { jsonText, type Project } from '../project.js';
import { use } from '../script.js';
import type { Attempt } from './attempt.js';

const CONFIG = 'stategate.config.json';
const BACK = jsonText(state({ '/current_phase': 'spec' }));
/** Longer than the client takes to notice that its settings have changed. */
const LONG = 'sleep 3';

/** Ways to be rid of the gate. */
export const UNHOOKING: readonly Attempt[] = [
  {
    name: 'Write of the configuration',
    files: { [CONFIG]: {} },
    script: (project) => [
      [use('Write', { file_path: project.path(CONFIG), content: '{"rules":{"illegal-transition":"off"}}\n' })],
    ],
    outcome: 'denied',
    told: [/only the user/u],
    disk: { [CONFIG]: {} },
  },
  {
    name: 'Write of a configuration where there is none',
    script: (project) => [[use('Write', { file_path: project.path(CONFIG), content: '{"protect":false}\n' })]],
    outcome: 'denied',
    disk: { [CONFIG]: null },
  },
  ...Object.entries({
    'a configuration that leaves all out': '{"protect":false,"ignores":["**"]}',
    'a configuration that is wrong': '{"rules":{"no-such-rule":"off"}}',
  }).map(([what, config]) => ({
    name: `Bash: ${what}, then an illegal Write`,
    script: (project: Project) => [
      [use('Bash', { command: `echo '${config}' > ${CONFIG}`, description: 'configure' })],
      [use('Write', { file_path: project.path(STATE), content: BACK })],
    ],
    outcome: 'denied, found, held',
    told: [/only the user/u],
    disk: { [STATE]: state() },
  })),
  {
    name: 'Write of settings without hooks',
    script: (project) => [[use('Write', { file_path: project.path('.claude/settings.json'), content: '{}\n' })]],
    outcome: 'denied',
    told: [/only the user/u],
    disk: {},
  },
  {
    name: 'Write of local settings that switch all hooks off',
    script: (project) => [
      [use('Write', { file_path: project.path('.claude/settings.local.json'), content: '{"disableAllHooks":true}\n' })],
    ],
    outcome: 'denied',
    disk: { '.claude/settings.local.json': null },
  },
  {
    name: 'Edit of the settings that leaves the hooks',
    script: (project) => [
      [
        use('Edit', {
          file_path: project.path('.claude/settings.json'),
          old_string: '{\n  "hooks"',
          new_string: '{\n  "model": "opus",\n  "hooks"',
        }),
      ],
    ],
    outcome: 'passed',
    disk: {},
  },
  ...Object.entries({
    'empty settings': `echo '{}' > .claude/settings.json`,
    'no settings': 'rm .claude/settings.json',
    'broken settings': `echo '{' > .claude/settings.json`,
    'local settings that switch all hooks off': `echo '{"disableAllHooks":true}' > .claude/settings.local.json`,
    'settings of the user that switch all hooks off': `mkdir -p ~/.claude && echo '{"disableAllHooks":true}' > ~/.claude/settings.json`,
  }).map(([what, command]) => ({
    name: `Bash: ${what}, then an illegal Write`,
    script: (project: Project) => [
      [use('Bash', { command: `${command}; ${LONG}`, description: what })],
      [use('Write', { file_path: project.path(STATE), content: BACK })],
    ],
    outcome: 'denied, found, held',
    told: [/only the user/u],
    disk: { [STATE]: state() },
  })),
  {
    name: 'Bash: removal of the ledger, then an illegal Write and sed -i',
    script: (project) => [
      [use('Bash', { command: 'rm -rf .git/stategate .stategate', description: 'forget' })],
      [use('Write', { file_path: project.path(STATE), content: BACK })],
      [use('Bash', { command: `sed -i 's/"build"/"spec"/' ${STATE}`, description: 'go back' })],
    ],
    outcome: 'denied, found, held',
    disk: { [STATE]: BACK },
  },
];
