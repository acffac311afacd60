import path from 'node:path';
import { MOST_DEEP, MOST_FILES, placesOf } from '../lint/base-places.js';
import { presetCalled } from '../lint/presets.js';
import { realPath } from '../workspace/standing.js';
import { type Content, contentOf, isBytes } from './content.js';
import type { Gist } from './ledger/gist.js';
import { isObject } from './payload.js';
import { CONFIG_FILE } from './protected.js';
import type { World } from './world.js';

/** The content of a file of the configuration; `undefined` where there is none. */
export type ReadPart = (file: string) => Content | undefined;

/** More are not looked at: a configuration that extends so much is not taken. */
const MOST_PLACES = 10 * MOST_FILES;

/**
 * The files (absolute) by which the configuration of a tree can be changed, besides itself: those that it extends, and
 * those that would come before them. Of a package that is nowhere, none: whoever installs it mends the configuration.
 * Told without asking whether the files are right: that costs more than a hook can wait for.
 */
export function extendedFiles(root: string, read: ReadPart): Set<string> {
  const real = realPath(root) ?? root;
  const found = new Set<string>();
  const visit = (file: string, depth: number): void => {
    for (const name of namesIn(read(file))) {
      if (presetCalled(name) !== undefined) continue;
      const { files = [], isPackage = false } = placesOf(name, path.dirname(file), real) ?? {};
      const at = files.findIndex((one) => read(one) !== undefined);
      const looked = at >= 0 ? files.slice(0, at + 1) : isPackage ? [] : files;
      const last = looked.at(-1);
      const isNew = last !== undefined && !found.has(last);
      if (found.size > MOST_PLACES) return;
      for (const one of looked) found.add(one);
      if (isNew && depth < MOST_DEEP) visit(last, depth + 1);
    }
  };
  visit(path.join(root, CONFIG_FILE), 1);
  found.delete(path.join(root, CONFIG_FILE));
  return found;
}

/** Whether a file is one of these, by what was accepted. */
export function isExtended(file: string, world: World): boolean {
  return extendedFiles(world.project.root, acceptedPart(world, world.ledger.gist().guards)).has(file);
}

/** Reads what was accepted of a file; where nothing is known of it, what stands there. */
export function acceptedPart(world: Pick<World, 'project' | 'ledger' | 'limits'>, guards: Gist['guards']): ReadPart {
  return (file) => {
    const accepted = Object.hasOwn(guards, file) ? guards[file]?.accepted : undefined;
    if (accepted === null) return undefined;
    const content = accepted === undefined ? undefined : world.ledger.content(accepted);
    return content ?? partAt(world, file);
  };
}

/** Reads what stands there. A link out of the tree is not followed: neither is it when the configuration is read. */
export function partAt({ project, limits }: Pick<World, 'project' | 'limits'>, file: string): Content | undefined {
  return contentOf(file, realPath(project.root) ?? project.root, limits);
}

/** What a configuration extends, as far as it can be told: what else is wrong with it is told elsewhere. */
function namesIn(content: Content | undefined): string[] {
  if (!isBytes(content)) return [];
  try {
    const config: unknown = JSON.parse(new TextDecoder().decode(content));
    const names: unknown = isObject(config) ? config['extends'] : undefined;
    return [...new Set([names].flat().filter((name) => typeof name === 'string'))].slice(0, MOST_FILES);
  } catch {
    return [];
  }
}
