import { type Answer, PASS } from './answer.js';
import { compare } from './compare.js';
import { changedGuards } from './guards.js';
import { overview } from './overview.js';
import { blockedFor } from './words.js';
import type { World } from './world.js';

/**
 * Brings the ledger up to date and tells the model where the work stands. What was changed while no agent was at work
 * is the user's doing and is accepted; within a session, as after a compaction, it is judged like any other change.
 */
export async function onStart(world: World, source: string): Promise<Answer> {
  const accepts = source === 'startup' || source === '';
  const { refusals, damaged, state } = await compare(world, { everywhere: true, accepts });
  const guards = await changedGuards(world, state, { accepts });
  const lines = [
    ...(damaged === undefined ? [] : [`stategate: ${damaged}`]),
    ...guards,
    ...(refusals.length > 0 ? [blockedFor(refusals, false)] : []),
    ...(await overview(world, state)),
  ];
  return lines.length > 0 ? { type: 'inform', context: lines.join('\n') } : PASS;
}
