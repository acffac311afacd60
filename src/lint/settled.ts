import path from 'node:path';
import type { Config } from './config.js';
import { type Layer, NO_POLICY, type Policy } from './policy.js';
import { type Preset, PRESETS } from './presets.js';

/** What a configuration comes to. Plain data. */
export interface Settled extends Pick<Config, 'maxFileSize' | 'consistency' | 'protect' | 'onFault'> {
  readonly policy: Policy;
  readonly ignores: readonly string[];
  /** The folder that globs are relative to. */
  readonly folder: string;
  /** The files that it comes from, absolute; none where nothing is configured. */
  readonly files: readonly string[];
}

/** What holds in a folder where nothing is configured. */
export function unconfigured(folder: string): Settled {
  return { policy: { ...NO_POLICY, folder }, ignores: [], folder, files: [] };
}

/** What the configuration in a file comes to. */
export function settled(config: Config, file: string): Settled {
  const folder = path.dirname(file);
  const { extends: bases = [], rules = {}, overrides = [], ignores = [], ...rest } = config;
  const preset = [bases].flat().reduce<Preset>((last, base) => presetCalled(base) ?? last, 'recommended');
  const layers: Layer[] = [{ rules }, ...overrides];
  return { ...rest, policy: { preset, layers, folder }, ignores, folder, files: [file] };
}

/** The preset of a name; its longer one tells it from a package. */
export function presetCalled(name: string): Preset | undefined {
  return PRESETS.find((preset) => name === preset || name === `stategate:${preset}`);
}
