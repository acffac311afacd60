import type { Diagnostic } from '../../lint/diagnostic.js';
import type { Excerpt } from '../../lint/excerpt.js';
import { BUILD } from '../build.js';
import { emptyVerdict, type Group, type Settings, type Verdict } from '../judge.js';
import { aroundSessionsOnDisk } from '../around-sessions.js';
import { type Basis, isAsItWas, renewed } from './basis.js';
import { hashOf, readCache, refuseOther, writeCache } from './cache-file.js';
import type { CacheOptions } from './cache-options.js';
import { isRemembered } from './shape.js';

/** The verdict on a group, and what it rests on. Plain data. */
export interface Remembered {
  readonly group: Group;
  readonly basis: Basis;
  readonly counts: Counts;
  /** The line on which a diagnostic stands, where there is a text to show. */
  readonly findings: readonly (readonly [Diagnostic, Excerpt?])[];
}

type Counts = Pick<Verdict, 'documents' | 'skipped' | 'unparsed' | 'sessions'>;

/** Verdicts of earlier checks. */
export interface Cache {
  /** The verdict on those groups of which all is as it was, and the groups that are left to be judged. */
  recall(groups: readonly Group[]): Promise<{ verdict: Verdict; left: Group[] }>;
  /**
   * Keeps what was judged now beside what was recalled. Returns why that failed, if it did.
   *
   * @param forgetsOthers whether what was not asked for this time is of no use any more
   */
  keep(judged: readonly Remembered[], forgetsOthers: boolean): string | undefined;
}

/**
 * What was kept of earlier checks by the same program with the same settings. Throws a `Fault` where something else stands
 * in the cache's place.
 */
export function openCache({ file, strategy }: CacheOptions, settings: Settings): Cache {
  refuseOther(file);
  const purpose = purposeOf(settings);
  const kept = new Map<string, Remembered>();
  const before = readCache(file, purpose);
  // What is kept in another shape, whoever wrote it, counts for nothing.
  for (const one of isRemembered(before) ? before : []) kept.set(nameOf(one.group), one);
  const recalled = new Map<string, Remembered>();
  let isChanged = false;

  return {
    async recall(groups) {
      const verdict = emptyVerdict();
      const left: Group[] = [];
      const aroundSessions = aroundSessionsOnDisk(settings.wanted);
      for (const group of groups) {
        const before = kept.get(nameOf(group));
        const basis =
          before && isSame(before.group, group) ? renewed(before.basis, strategy === 'metadata') : undefined;
        if (!before || !basis || (basis.around && !(await isAsItWas(basis.around, aroundSessions)))) {
          left.push(group);
          continue;
        }
        isChanged ||= basis.files.some(({ stamp }, index) => stamp !== before.basis.files[index]?.stamp);
        recalled.set(nameOf(group), { ...before, basis });
        addTo(verdict, before);
      }
      await aroundSessions.end();
      return { verdict, left };
    },

    keep(judged, forgetsOthers) {
      const all = new Map([...(forgetsOthers ? [] : kept), ...recalled]);
      for (const one of judged) all.set(nameOf(one.group), one);
      if (judged.length === 0 && !isChanged && all.size === kept.size) return undefined;
      try {
        writeCache(file, purpose, [...all.values()]);
        return undefined;
      } catch (error) {
        const { code, syscall } = error as NodeJS.ErrnoException;
        if (syscall === undefined) throw error;
        return String(code);
      }
    },
  };
}

/** All that a verdict depends on besides files. */
function purposeOf(settings: Settings): string {
  // What one user may read another may not.
  const user = process.getuid?.() ?? null;
  return hashOf(JSON.stringify([BUILD, process.version, user, settings]));
}

/** A session is asked for whole or in part; what was kept of it last counts. */
function nameOf({ session, files }: Group): string {
  return session ?? String(files[0]?.path);
}

function isSame(one: Group, other: Group): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function addTo(verdict: Verdict, { counts, findings }: Remembered): void {
  verdict.documents += counts.documents;
  verdict.skipped += counts.skipped;
  verdict.unparsed += counts.unparsed;
  verdict.sessions += counts.sessions;
  for (const [diagnostic, excerpt] of findings) {
    verdict.diagnostics.push(diagnostic);
    if (excerpt) verdict.excerpts.set(diagnostic, excerpt);
  }
}
