import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS, type Limits } from '../document/document.js';
import { basesIn, configIn, documentIn, loadConfig } from '../lint/config-file.js';
import { printable } from '../lint/message.js';
import type { Policy } from '../lint/policy.js';
import type { Settled } from '../lint/settled.js';
import { ignoring } from '../workspace/ignores.js';
import { displayPath } from '../workspace/paths.js';
import { realPath } from '../workspace/standing.js';
import { isBytes } from './content.js';
import type { ReadPart } from './extended.js';
import { CONFIG_FILE } from './protected.js';

/** What the configuration says that concerns the gate. */
export interface Settings {
  readonly policy: Policy;
  readonly limits: Limits;
  /** Whether a file (absolute) is left out. */
  readonly isIgnored: (file: string) => boolean;
  /** When what the fields of one document say of each other has to agree. */
  readonly consistency: 'write' | 'stop';
  /** Whether what switches the gate off is kept from the agent. */
  readonly protect: boolean;
  /** The files that all this comes from. */
  readonly files: readonly string[];
}

/** The tree's own configuration as it was last accepted; `null`: there was none. */
export type AcceptedConfig = Uint8Array | null;

/**
 * The configuration that holds in a tree; only what is data, never a program. Throws a `Fault` when it is wrong.
 *
 * @param accepted what counts instead of what stands there now; undefined where nothing is known of it
 * @param read what counts of a file that this extends
 */
export async function settingsIn(
  root: string,
  accepted: AcceptedConfig | undefined,
  read: ReadPart,
): Promise<Settings> {
  const config = await configAt(root, accepted, read);
  const { policy, ignores, folder, files, maxFileSize, consistency = 'write', protect = true } = config;
  return {
    policy,
    limits: maxFileSize === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, maxBytes: maxFileSize },
    isIgnored: await ignoring(ignores, folder),
    consistency,
    protect,
    files,
  };
}

async function configAt(root: string, accepted: AcceptedConfig | undefined, read: ReadPart): Promise<Settled> {
  if (accepted === undefined) return loadConfig(root, undefined, RULES);
  // Without one of its own, the nearest above the tree holds.
  if (accepted === null) return loadConfig(path.dirname(root), undefined, RULES);
  const real = realPath(root) ?? root;
  return configIn(accepted, path.join(root, CONFIG_FILE), {
    rules: RULES,
    root: real,
    shown: (file) => printable(displayPath(root, file)),
    read(file) {
      const content = read(file);
      // Why it cannot be read is told by whoever reads it.
      return isBytes(content) ? documentIn(content) : content && basesIn(real)(file);
    },
  });
}
