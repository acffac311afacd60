import { type KindId, KINDS } from '../../schema/kinds.js';
import { selectVariant } from '../../schema/select.js';
import type { Step, Version } from '../step.js';

/** Versions that wait at most; a hostile history has no end of them. */
const MOST = 1000;

/**
 * Carries comparisons over versions that could not be read, or not be told to be of any schema, so that none of them
 * hides a change.
 */
export interface Bridges {
  /**
   * The step, and those that it completes. Steps come newest first.
   *
   * @param before what tells the earlier version from all others; `after` the later one
   */
  cross(step: Step, before: string | undefined, after: string | undefined): Step[];
}

export function createBridges(): Bridges {
  /** By the unread version that lies before it: the step whose later side is still to be compared. */
  const waiting = new Map<string, Step[]>();

  return {
    cross(step, before, after) {
      const crossed = [step];
      if (after !== undefined && isUnread(step.kind, step.after)) {
        const steps = waiting.get(after) ?? [];
        waiting.delete(after);
        for (const later of steps) {
          const whole = startingFrom(step.before, later);
          if (before !== undefined && isUnread(step.kind, step.before)) wait(before, whole);
          else crossed.push(whole);
        }
      } else if (before !== undefined && step.after && isUnread(step.kind, step.before)) {
        wait(before, step);
      }
      return crossed;
    },
  };

  function wait(version: string, step: Step): void {
    const steps = waiting.get(version);
    if (steps) steps.push(step);
    else waiting.set(version, [step]);
    for (const oldest of waiting.keys()) {
      if (waiting.size <= MOST) return;
      waiting.delete(oldest);
    }
  }
}

function startingFrom(before: Version | undefined, { kind, after, merged, granularity, source }: Step): Step {
  return {
    kind,
    ...(before && { before }),
    ...(after && { after }),
    ...(merged && { merged }),
    granularity,
    source,
  };
}

function isUnread(kind: KindId, version: Version | undefined): boolean {
  if (!version) return false;
  const { document } = version;
  if (!document.parsed) return true;
  return document.byLine !== true && selectVariant(KINDS[kind], document.value)?.schema === undefined;
}
