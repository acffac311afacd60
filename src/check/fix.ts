import { RULES } from '../../rules/index.js';
import { formatOf } from '../document/document.js';
import type { Rule } from '../lint/rule.js';
import type { GovernedFile, Obstacle } from '../workspace/discover.js';
import { type CommitsOnDisk, commitsOnDisk } from './around-sessions.js';
import type { LetPass } from './fix/look.js';
import { mend } from './fix/mend.js';
import type { FixedFile } from './fixed-file.js';
import type { Group, Settings } from './judge.js';
import { readRewritable, type Rewritable, rewrite } from './rewritable.js';

export type { LetPass };

/** What came of fixing. */
export interface Fixed {
  readonly files: readonly FixedFile[];
  /** Files that could not be written. */
  readonly unwritten: readonly Obstacle[];
}

export interface FixOptions {
  /** Whether files are written, and not only told what would be. */
  readonly writes: boolean;
  /** Those of stategate when absent. */
  readonly rules?: readonly Rule[];
  /** None when absent. */
  readonly letPass?: LetPass;
}

/**
 * Mends what has one right answer in groups of files: the edits that findings carry, as far as the outcome is better in
 * every respect. Files of a session are written together or not at all.
 */
export async function fixGroups(
  groups: readonly Group[],
  settings: Settings,
  { writes, rules = RULES, letPass = () => new Set() }: FixOptions,
): Promise<Fixed> {
  const files: FixedFile[] = [];
  const unwritten: Obstacle[] = [];
  /** Links can make one file stand in several places: it is written once. */
  const targets = new Set<string>();
  // To start git for each look would take longer than all the rest.
  const repositories = commitsOnDisk();
  try {
    for (const group of groups) await fixGroup(group, repositories);
  } finally {
    await repositories.end();
  }
  return { files, unwritten };

  async function fixGroup(group: Group, repositories: CommitsOnDisk): Promise<void> {
    const originals = originalsIn(group, settings, targets);
    const before = new Map(originals.map(({ file, original }) => [file.path, original.text]));
    const { texts, counts } = await mend(before, group, { settings, rules, letPass, repositories });
    const changed = originals
      .map((one) => ({ ...one, text: texts.get(one.file.path) ?? one.original.text }))
      .filter(({ original, text }) => text !== original.text);
    const reason = writes ? rewrite(changed) : undefined;
    for (const { file, original, text } of changed) {
      const { path, display } = file;
      if (reason !== undefined) unwritten.push({ display, reason });
      else files.push({ path, file: display, before: original.text, after: text, findings: counts.get(path) ?? 0 });
    }
  }
}

/** Those of a group's files that can be written anew; logs are a record and stay as they are. */
function originalsIn(
  { files }: Group,
  { wanted }: Settings,
  targets: Set<string>,
): { readonly file: GovernedFile; readonly original: Rewritable }[] {
  return files.flatMap((file) => {
    const original = formatOf(file.path) === 'json' ? readRewritable(file, wanted.limits) : undefined;
    if (!original || targets.has(original.target)) return [];
    targets.add(original.target);
    return { file, original };
  });
}
