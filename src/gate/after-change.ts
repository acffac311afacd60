import path from 'node:path';
import { isInside } from '../document/read.js';
import { displayPath } from '../workspace/paths.js';
import { type Answer, PASS } from './answer.js';
import { noteAsSeen } from './note-as-seen.js';
import { compare } from './compare.js';
import { changedGuards } from './guards.js';
import { isObject, type Payload } from './payload.js';
import { placeIn, projectAround } from './project.js';
import { pathOf } from './proposed.js';
import { blockedFor, standingIn } from './words.js';
import type { World } from './world.js';

/** Looks at what a tool has done, whichever it was, and says what of it must be mended. */
export async function afterChange(world: World, payload: Payload): Promise<Answer> {
  const { refusals, standing, damaged, state, seen } = await compare(world, { originals: originalsIn(world, payload) });
  const guards = await changedGuards(world, state, {});
  if (seen) noteAsSeen(world, seen);
  const reasons = [...guards, ...(refusals.length > 0 ? [blockedFor(refusals, false)] : [])];
  if (damaged !== undefined && reasons.length > 0) reasons.push(`stategate: ${damaged}`);
  if (reasons.length > 0) return { type: 'block', reason: reasons.join('\n\n') };
  const news = [
    ...(damaged === undefined ? [] : [`stategate: ${damaged}`]),
    ...(standing.length > 0 ? [standingIn(standing)] : []),
  ];
  return news.length > 0 ? { type: 'inform', context: news.join('\n\n') } : PASS;
}

/** The text that a file had before the call, where the client tells it. */
function originalsIn({ project }: World, { cwd, toolInput, toolResponse }: Payload): Map<string, string | null> {
  const originals = new Map<string, string | null>();
  const named = pathOf(toolInput);
  if (named === undefined || !isObject(toolResponse)) return originals;
  const file = placeIn(project, path.resolve(cwd, named));
  // What is told of a file of another tree is nothing to this one.
  const isOurs = isInside(project.root, file) && projectAround(path.dirname(file), project.root).root === project.root;
  if (!isOurs) return originals;
  const original = toolResponse['originalFile'];
  if (typeof original === 'string' || original === null) originals.set(displayPath(project.root, file), original);
  return originals;
}
