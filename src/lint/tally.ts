import type { Diagnostic, Severity } from './diagnostic.js';
import { tailFingerprint } from './fingerprint.js';
import { isGraver } from './gravity.js';
import type { Rule } from './rule.js';

/** How many findings of one rule are listed for one file; of JSONL, for all its lines together. */
export const LISTED = 1000;

/** What one rule has found in one file. */
export interface Tally {
  /**
   * Counts a finding and gives its diagnostic, which is only made if it is listed. The first that is not gives one that
   * tells how many are not, as grave as the gravest of them; those that follow give nothing, and are added to it.
   */
  add(severity: Severity, make: () => Diagnostic, options?: AddOptions): Diagnostic | undefined;
}

export interface AddOptions {
  /** How many findings it stands for. */
  readonly count?: number;
  /** It tells that nothing was looked for beyond it. The first such is listed in any case. */
  readonly isEnd?: boolean;
}

/**
 * Begins to count what a rule finds in a file.
 *
 * @param file as fingerprints name it
 */
export function createTally(rule: Rule, file: string): Tally {
  const [before = '', after = ''] = (rule.messages['more'] ?? MORE).split('{count}');
  let listed = 0;
  let left = 0;
  let hasEnd = false;
  /** Of what is left out, some is known to be there but was not counted. */
  let isEndLeft = false;
  let rest: Diagnostic | undefined;

  return {
    add(severity, make, { count = 1, isEnd = false } = {}) {
      if (listed < LISTED || (isEnd && !hasEnd)) {
        listed += 1;
        hasEnd ||= isEnd;
        return isEnd ? asTail(make(), rule, file) : make();
      }
      const isFirst = rest === undefined;
      rest ??= asRest(make(), rule, file);
      left += count;
      isEndLeft ||= isEnd;
      if (isFirst || isGraver(severity, rest.severity)) rest.severity = severity;
      rest.message = `${before}${isEndLeft ? 'at least ' : ''}${String(left)}${after}`;
      return isFirst ? rest : undefined;
    },
  };
}

/** What stands for many findings is none of them. */
function asRest(diagnostic: Diagnostic, rule: Rule, file: string): Diagnostic {
  delete diagnostic.fixable;
  diagnostic.related = [];
  return asTail(diagnostic, rule, file);
}

/** Defined, not assigned: it can be one that is only made when it is asked for. */
function asTail(diagnostic: Diagnostic, rule: Rule, file: string): Diagnostic {
  const fingerprint = { value: tailFingerprint(rule.id, file), writable: true, enumerable: true };
  return Object.defineProperty(diagnostic, 'fingerprint', fingerprint);
}

const MORE = 'and {count} more like this in this file; they are not listed';
