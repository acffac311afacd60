import type { Diagnostic } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import { currentPhase } from '../schema/phases.js';
import { progressOf } from '../schema/progress.js';
import { toPosix } from '../workspace/paths.js';
import { kindOfFile } from '../workspace/kind-of-file.js';
import type { LedgerState } from './ledger/state.js';
import { fitting, lineOf } from './reason.js';
import { stateIn } from './state-in.js';
import type { World } from './world.js';

/** What a model reads at the start of a session, at most. */
const MOST_CHARACTERS = 1_000;

/** How many sessions are looked at more closely: those that were last touched. */
const MOST_OPEN = 20;

interface Open {
  /** The file of the state, relative to the tree's root. */
  readonly file: string;
  readonly line: string;
  readonly updated: string;
}

/** Which sessions are open and how far they are, and what is wrong with them already. */
export async function overview(world: World, state: LedgerState): Promise<string[]> {
  const open = Object.keys(state.files)
    .filter((file) => kindOfFile(`/${file}`) === 'session-state')
    .flatMap((file) => openSession(world, state, file) ?? [])
    .sort((a, b) => (a.updated < b.updated ? 1 : -1));
  if (open.length === 0) return [];
  const near = open.slice(0, MOST_OPEN);
  const errors = await errorsIn(world, state, near);
  return [
    `stategate watches this project's session files; open sessions: ${open.length}`,
    ...fitting(
      near.map(({ line }) => line),
      MOST_CHARACTERS,
    ),
    ...(errors.length > 0
      ? [
          'wrong already, before anything is changed (it does not hold you up):',
          ...fitting(errors.map(lineOf), MOST_CHARACTERS),
        ]
      : []),
  ];
}

function openSession({ ledger }: World, { files }: LedgerState, file: string): Open | undefined {
  const accepted = files[file]?.accepted;
  const content = typeof accepted === 'string' ? ledger.content(accepted) : undefined;
  const state = content && stateIn(content);
  const phase = state && currentPhase(state);
  if (!state || phase === undefined || phase === 'complete') return undefined;
  const { total, completed, current } = progressOf(state);
  const checkpoint = current === undefined || total === undefined ? '' : `, checkpoint ${current} of ${total}`;
  const done = completed === undefined || completed.length === 0 ? '' : ` (${completed.length} completed)`;
  const { updated_at: updated } = state.value as { readonly updated_at?: unknown };
  const folder = printable(file.slice(0, file.lastIndexOf('/')));
  return {
    file,
    line: `- ${folder}: phase ${phase}${checkpoint}${done}`,
    updated: typeof updated === 'string' ? updated : '',
  };
}

async function errorsIn(world: World, state: LedgerState, open: readonly Open[]): Promise<Diagnostic[]> {
  const judge = await world.judge();
  const errors: Diagnostic[] = [];
  for (const { file: stateFile } of open) {
    const folder = stateFile.slice(0, stateFile.lastIndexOf('/'));
    for (const [file, { accepted }] of Object.entries(state.files)) {
      if (!file.startsWith(`${folder}/`) || accepted === null) continue;
      const path = `${toPosix(world.project.root)}/${file}`;
      const kind = kindOfFile(path);
      const after = world.ledger.content(accepted);
      if (kind === undefined || !after) continue;
      const { introduced } = await judge.document({
        path,
        file,
        kind,
        before: undefined,
        after,
        granularity: 'sampled',
      });
      errors.push(...introduced.filter(({ severity }) => severity === 'error'));
    }
  }
  return errors;
}
