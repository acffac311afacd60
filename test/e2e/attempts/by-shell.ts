import { PLANNING, SESSION, STATE, state } from '../lamp-post.js';
import { jsonText } from '../project.js';
import { use } from '../script.js';
import type { Attempt } from './attempt.js';

const ILLEGAL = state({ '/current_phase': 'spec' });
const SED = 's/"current_phase": "build"/"current_phase": "spec"/';
const IN_PYTHON = `import json; p = "${STATE}"; d = json.load(open(p)); d["current_phase"] = "spec"; json.dump(d, open(p, "w"), indent=2)`;
const IN_NODE = `const fs = require("fs"), p = "${STATE}"; fs.writeFileSync(p, fs.readFileSync(p, "utf8").replace("\\"build\\"", "\\"spec\\""))`;

/** Ways to an illegal state that no hook on a file tool sees; each is found after the call, and again at the end. */
const WAYS: readonly [name: string, command: string, after: string | object | null][] = [
  ['sed -i', `sed -i '${SED}' ${STATE}`, ILLEGAL],
  ['sed -i, and the command fails', `sed -i '${SED}' ${STATE}; exit 3`, ILLEGAL],
  ['sed -i after cd', `cd ${SESSION} && sed -i '${SED}' state.json`, ILLEGAL],
  ['perl -i', `perl -i -pe '${SED}' ${STATE}`, ILLEGAL],
  ['tee', `cat illegal.json | tee ${STATE} > /dev/null`, ILLEGAL],
  ['>', `cat illegal.json > ${STATE}`, ILLEGAL],
  ['> of nothing', `> ${STATE}`, ''],
  ['python3 -c', `python3 -c '${IN_PYTHON}'`, jsonText(ILLEGAL).trimEnd()],
  ['node -e', `node -e '${IN_NODE}'`, ILLEGAL],
  ['mv', `mv illegal.json ${STATE}`, ILLEGAL],
  ['cp', `cp illegal.json ${STATE}`, ILLEGAL],
  ['cp -p, to keep the time', `cp -p illegal.json ${STATE} && touch -d '2026-03-05T11:00:00Z' ${STATE}`, ILLEGAL],
  ['git checkout of an earlier state', `git checkout --quiet HEAD~1 -- ${STATE}`, state(PLANNING)],
  ['broken JSON', `echo '{' > ${STATE}`, '{\n'],
  ['rm', `rm ${STATE}`, null],
  ['rm -r of the session', `rm -r ${SESSION}`, null],
  ['a symbolic link in its place', `ln -sf ../../../illegal.json ${STATE}`, ILLEGAL],
];

/** Bash, against which only looking at the files helps. */
export const BY_SHELL: readonly Attempt[] = [
  ...WAYS.map(([way, command, after]) => ({
    name: `Bash: ${way}`,
    earlier: { [STATE]: state(PLANNING) },
    files: { 'illegal.json': ILLEGAL },
    script: () => [[use('Bash', { command, description: way })]],
    outcome: 'found, held',
    told: [/stategate: .*state\.json/u],
    disk: { [STATE]: after },
  })),
  {
    name: 'Bash: sed -i to a legal state',
    script: () => [[use('Bash', { command: `sed -i 's/"active"/"paused"/' ${STATE}`, description: 'pause' })]],
    outcome: 'passed',
    disk: { [STATE]: state({ '/status': 'paused' }) },
  },
  {
    name: 'Bash: nothing that is governed',
    script: () => [[use('Bash', { command: 'echo lit > lamp.txt', description: 'write' })]],
    outcome: 'passed',
    disk: { 'lamp.txt': 'lit\n', [STATE]: state() },
  },
  {
    name: 'Bash: sed -i, mended by an Edit',
    script: (project) => [
      [use('Bash', { command: `sed -i '${SED}' ${STATE}`, description: 'go back' })],
      [
        use('Edit', {
          file_path: project.path(STATE),
          old_string: '"current_phase": "spec"',
          new_string: '"current_phase": "build"',
        }),
      ],
    ],
    outcome: 'found',
    disk: { [STATE]: state() },
  },
  {
    name: 'Bash: sed -i in the background',
    script: () => [
      [
        use('Bash', {
          command: `sleep 3; sed -i '${SED}' ${STATE}`,
          run_in_background: true,
          description: 'go back',
        }),
      ],
      [use('Bash', { command: 'sleep 6', description: 'wait' })],
    ],
    outcome: 'found, held',
    disk: { [STATE]: ILLEGAL },
  },
];
