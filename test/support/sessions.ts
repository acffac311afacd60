import { edit, type Changes } from './edit.js';
import { readTree, type Tree } from './lint-fixture.js';

/** Where healthy sessions stand, one of each version, with their plans. */
export const SESSIONS = {
  v1: 'agents/sessions/2026-01-19_rename-the-importer_p4t8w1',
  v2: 'agents/sessions/2026-03-04_export-to-csv_k3m9q2',
  v3: '.spectre/sessions/2026-04-02_offline-search_z7c5d0',
} as const;

export type Version = keyof typeof SESSIONS;

const healthy = await readTree('rules/state-agrees-with-plan/passes');

/**
 * The healthy session of a version with some places of its state changed; with its plan when that is changed too. They
 * name no files beside them, as there are none, unless that is what is changed.
 */
export function sessionOf(version: Version, state: Changes, plan?: Changes): Tree {
  const folder = SESSIONS[version];
  return {
    [`${folder}/state.json`]: edit(read(`${folder}/state.json`), {
      ...(version === 'v2' && without(state, '/artifacts', NO_ARTIFACTS)),
      ...state,
    }),
    ...(plan && {
      [`${folder}/plan.json`]: edit(read(`${folder}/plan.json`), {
        ...without(plan, '/spec_reference', null),
        ...plan,
      }),
    }),
  };
}

const NO_ARTIFACTS = { spec: null, plan: null, plan_readable: null };

/** Puts something in the place of a property that is there, unless the changes touch it. */
function without(changes: Changes, pointer: string, instead: unknown): Changes {
  return Object.keys(changes).some((changed) => changed.startsWith(pointer)) ? {} : { [pointer]: instead };
}

/** A tree with the prose that its sessions name: a spec, and a plan for reading. */
export function withProse(tree: Tree): Tree {
  const folders = new Set(Object.keys(tree).flatMap((file) => /^.*\/sessions\/[^/]+(?=\/)/u.exec(file) ?? []));
  const prose = [...folders].flatMap((folder) => ['spec.md', 'plan.md'].map((name) => [`${folder}/${name}`, 'Prose.']));
  return { ...(Object.fromEntries(prose) as Tree), ...tree };
}

function read(file: string): unknown {
  return JSON.parse(String(healthy[file]));
}
