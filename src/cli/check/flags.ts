import type { KindId } from '../../schema/kinds.js';
import type { CacheFlags } from '../cache.js';
import type { Wish } from '../reports.js';

/** What the flags of `check` say, each under the name of its flag. */
export interface CheckFlags extends CacheFlags {
  readonly watch?: true;
  readonly kind?: KindId;
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly config?: string | false;
  readonly printConfig?: string;
  readonly baseline?: string | false;
  readonly updateBaseline?: true;
  readonly pruneBaseline?: true;
  readonly maxFileSize?: number;
  readonly threads?: number;
  readonly history?: string | true;
  readonly allowShallow?: true;
  readonly staged?: true;
  readonly since?: string;
  readonly before?: string;
  readonly after?: string;
  readonly fix?: true;
  readonly fixDryRun?: true;
  readonly format?: readonly Wish[];
  readonly color?: boolean;
  readonly quiet?: true;
  readonly maxWarnings?: number;
  readonly failOn: 'error' | 'warning';
}
