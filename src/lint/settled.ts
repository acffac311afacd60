import path from 'node:path';
import type { Config } from './config.js';
import { type Layer, NO_POLICY, type Policy } from './policy.js';
import type { Part } from './extending.js';
import type { Preset } from './presets.js';

/** What a configuration comes to. Plain data. */
export interface Settled extends Pick<Config, 'maxFileSize' | 'consistency' | 'protect' | 'onFault'> {
  readonly policy: Policy;
  readonly ignores: readonly string[];
  /** The folder that globs are relative to. */
  readonly folder: string;
  /** The files that it comes from, absolute, the ones that are extended first; none where nothing is configured. */
  readonly files: readonly string[];
  /** A nearer configuration (absolute) that does not hold, since it is a program and was not named. */
  readonly unloaded?: string;
}

/** What holds in a folder where nothing is configured. */
export function unconfigured(folder: string): Settled {
  return { policy: { ...NO_POLICY, folder }, ignores: [], folder, files: [] };
}

/**
 * What the configuration in a file comes to. A preset says something of every rule, so it holds against all that comes
 * before it. What guards the gate is the tree's own to say: nothing that is extended switches it off.
 *
 * @param parts all that makes it up; the file itself is the last
 */
export function settled(parts: readonly Part[], file: string): Settled {
  const folder = path.dirname(file);
  let preset: Preset = NO_POLICY.preset;
  let layers: Layer[] = [];
  let said: Pick<Settled, 'maxFileSize' | 'consistency' | 'protect' | 'onFault'> = {};
  const ignored: string[] = [];
  const files = new Set<string>();
  for (const part of parts) {
    if (part.preset !== undefined) {
      preset = part.preset;
      layers = [];
      continue;
    }
    const { rules = {}, overrides = [], ignores = [], maxFileSize, consistency, protect, onFault } = part.config;
    layers.push({ rules }, ...overrides);
    ignored.push(...ignores);
    files.add(part.file);
    said = {
      ...said,
      ...(maxFileSize !== undefined && { maxFileSize }),
      ...(consistency && { consistency }),
      ...(part === parts.at(-1) && { ...(protect !== undefined && { protect }), ...(onFault && { onFault }) }),
    };
  }
  return { ...said, policy: { preset, layers, folder }, ignores: ignored, folder, files: [...files] };
}
