import path from 'node:path';
import type { Document } from '../document/document.js';
import { locate } from '../document/locate.js';
import type { Path } from '../document/position.js';
import { MOST_DEEP, MOST_FILES, placesOf } from './base-places.js';
import type { Config } from './config.js';
import { isCode } from './config-names.js';
import { configOf } from './config-mistakes.js';
import type { Fault } from './fault.js';
import { fill } from './message.js';
import { faultOf } from './own-mistakes.js';
import { type Preset, presetCalled, PRESETS } from './presets.js';
import type { Rule } from './rule.js';

/** How the files of a configuration are read. */
export interface Reading {
  readonly rules: readonly Rule[];
  /** The document of a file that is extended; `undefined` where there is no such file. */
  readonly read: (file: string) => Document | undefined;
  /** How a file is called. */
  readonly shown: (file: string) => string;
  /** The real path of the tree that no file is taken from outside of; undefined: files may lie anywhere. */
  readonly root: string | undefined;
}

/** One of what makes up a configuration, in the order in which they hold: the later against the earlier. */
export type Part =
  { readonly preset: Preset } | { readonly preset?: undefined; readonly config: Config; readonly file: string };

/** More globs in all would make each file wait for them. */
const MOST_GLOBS = 1000;

/**
 * What makes up the configuration in a file: all that it extends, each after what that extends, and itself at the end.
 * Throws a `Fault` that tells what is wrong, and where.
 */
export async function partsOf(document: Document, file: string, reading: Reading): Promise<Part[]> {
  let files = 0;
  const parts = await partsIn(document, file, []);
  refuseManyGlobs(parts, document, reading.shown(file));
  return parts;

  async function partsIn(of: Document, from: string, way: readonly string[]): Promise<Part[]> {
    const config = await configOf(of, { shown: reading.shown(from), rules: reading.rules });
    const found: Part[] = [];
    for (const [at, name] of basesOf(config)) {
      const preset = presetCalled(name);
      if (preset !== undefined) {
        found.push({ preset });
        continue;
      }
      const refuse = (text: string, data = {}): Fault => faultAt(of, at, reading.shown(from), text, { name, ...data });
      const base = baseCalled(name, from, reading);
      if (!base) throw refuse(...missing(name, from, reading.root));
      if (base.document.problems.some(({ message }) => message === 'leavesTree')) {
        throw refuse('"{name}" lies out of the tree, or a link leads there; it is not read');
      }
      if (isCode(base.file)) throw refuse('"{name}" is a program; only JSON can be extended');
      const line = [...way, from];
      if (line.includes(base.file)) {
        throw refuse('"{name}" leads back to {file}, which extends it', { file: reading.shown(base.file) });
      }
      if (line.length > MOST_DEEP) throw refuse('more than {most} files extend one another', { most: MOST_DEEP });
      files += 1;
      if (files > MOST_FILES) throw refuse('more than {most} files are extended', { most: MOST_FILES });
      found.push(...(await partsIn(base.document, base.file, line)));
    }
    return [...found, { config, file: from }];
  }
}

function basesOf({ extends: bases = [] }: Config): [Path, string][] {
  return typeof bases === 'string' ? [[['extends'], bases]] : bases.map((name, index) => [['extends', index], name]);
}

function baseCalled(
  name: string,
  from: string,
  { read, root }: Reading,
): { readonly file: string; readonly document: Document } | undefined {
  for (const file of placesOf(name, path.dirname(from), root)?.files ?? []) {
    const document = read(file);
    if (document) return { file, document };
  }
  return undefined;
}

function missing(name: string, from: string, root: string | undefined): [text: string, data: Record<string, string>] {
  const places = placesOf(name, path.dirname(from), root);
  if (places?.isPackage === false) return ['there is no file "{name}"', {}];
  if (!places) return ['"{name}" is no preset, no package, and no path, which begins with ./ or ../', {}];
  const inside = path.relative(path.dirname(from), places.files[0] ?? '');
  const text = 'there is no preset "{name}", and no {inside} here or up the tree; the presets are {presets}';
  return [text, { inside, presets: PRESETS.join(' and ') }];
}

function refuseManyGlobs(parts: readonly Part[], document: Document, shown: string): void {
  const configs = parts.flatMap((part) => (part.preset === undefined ? [part.config] : []));
  const counts = {
    ignores: configs.flatMap(({ ignores = [] }) => ignores).length,
    overrides: configs.flatMap(({ overrides = [] }) => overrides.flatMap(({ files }) => files)).length,
  };
  for (const [key, count] of Object.entries(counts)) {
    if (count <= MOST_GLOBS) continue;
    const isOwn = configs.at(-1)?.[key as keyof typeof counts] !== undefined;
    const text = 'there are {count} globs in {key}, with all that is extended; at most {most} are taken';
    throw faultAt(document, [isOwn ? key : 'extends'], shown, text, { count, key, most: MOST_GLOBS });
  }
}

function faultAt(
  document: Document,
  at: Path,
  shown: string,
  text: string,
  data: Readonly<Record<string, string | number>>,
): Fault {
  if (!document.parsed) throw new Error('what does not parse says nothing');
  return faultOf([() => ({ range: locate(document, at), at, text: fill(text, data) })], shown, false);
}
