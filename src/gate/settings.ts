import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS, type Limits } from '../document/document.js';
import { loadConfig } from '../lint/config-file.js';
import type { Severities } from '../lint/diagnoser.js';
import { ignoring } from '../workspace/ignores.js';

/** What the configuration says that concerns the gate. */
export interface Settings {
  readonly severities: Severities;
  readonly limits: Limits;
  /** Whether a file (absolute) is left out. */
  readonly isIgnored: (file: string) => boolean;
  /** When what the fields of one document say of each other has to agree. */
  readonly consistency: 'write' | 'stop';
  /** Whether what switches the gate off is kept from the agent. */
  readonly protect: boolean;
  /** What happens when the gate itself cannot do its work. */
  readonly onFault: 'inform' | 'block';
}

/** Reads the configuration that holds in a tree; only what is data, never a program. Throws a `Fault` when it is wrong. */
export async function settingsIn(root: string): Promise<Settings> {
  const { config, folder } = await loadConfig(root, undefined, RULES);
  const { rules = {}, ignores = [], maxFileSize, consistency = 'write', protect = true, onFault = 'inform' } = config;
  return {
    severities: rules,
    limits: maxFileSize === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, maxBytes: maxFileSize },
    isIgnored: await ignoring(ignores, folder),
    consistency,
    protect,
    onFault,
  };
}
