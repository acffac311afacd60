import type { BaselineOutcome, ListedEntry } from '../../check/baseline.js';
import type { CheckResult } from '../../check/check.js';
import { count } from '../../report/parts/figures.js';
import { hasManyWarnings, sawNoChange } from './exit-code.js';
import type { CheckFlags } from './flags.js';

/** What there is to say of a check beside its report, line by line: mostly what was not looked at, or not done. */
export function notesOn(result: CheckResult, flags: CheckFlags): string[] {
  const { summary, unreadable, unaskable, untold, unkept, unloaded, baseline, fixed, unwritten } = result;
  return [
    ...unwritten.map(({ display, reason }) => `${display}: not fixed: ${reason}`),
    ...(flags.fixDryRun
      ? [
          `${wordsOfFixes(fixed)} would be fixed; nothing was written`,
          `${count(summary.errors, 'error')} and ${count(summary.warnings, 'warning')} would stay`,
        ]
      : []),
    ...unaskable.map(
      ({ display, reason }) => `${display}: git could not tell what it ignores here (${reason}); nothing was left out`,
    ),
    ...unreadable.map(
      ({ display, reason }) => `${display}: this folder could not be read (${reason}); nothing in it was checked`,
    ),
    ...(unkept === undefined ? [] : [`the cache could not be written (${unkept}); the next check begins anew`]),
    ...untold.map(({ display, reason }) => `${display}: ${reason}`),
    ...(unloaded === undefined ? [] : [noteOnUnloaded(unloaded)]),
    ...(baseline ? notesOnBaseline(baseline) : []),
    ...(sawNoChange(result, flags) ? ['no change of a governed file was looked at; that is no pass'] : []),
    ...(hasManyWarnings(result, flags)
      ? [`${count(summary.warnings, 'warning')}; --max-warnings allows ${String(flags.maxWarnings)}`]
      : []),
  ];
}

/** Of a configuration that is a program, and was not named. */
export function noteOnUnloaded(file: string): string {
  return `${file} was found but not loaded, since a program is run only where it is asked for; name it with --config`;
}

function wordsOfFixes(fixed: CheckResult['fixed']): string {
  const findings = fixed.reduce((sum, file) => sum + file.findings, 0);
  return `${count(findings, 'finding')} in ${count(fixed.length, 'file')}`;
}

/** More are counted only. */
const MOST_ENTRIES = 10;

function notesOnBaseline({ file, unfound, repeated, written }: BaselineOutcome): string[] {
  const amiss = [
    ...unfound.map((entry) => `${file} lists ${wordsOfEntry(entry)}, which is no longer found`),
    ...repeated.map((entry) => `${file} lists ${wordsOfEntry(entry)} more than once, which counts once`),
  ];
  const more = amiss.length - MOST_ENTRIES;
  const remedied = [
    ...(unfound.length > 0 ? ['is no longer found'] : []),
    ...(repeated.length > 0 ? ['is listed more than once'] : []),
  ];
  return [
    ...(written === undefined ? [] : [`${file} lists ${count(written, 'finding')} now`]),
    ...amiss.slice(0, MOST_ENTRIES),
    ...(more > 0 ? [`… and ${String(more)} more`] : []),
    ...(remedied.length > 0 ? [`--prune-baseline takes off what ${remedied.join(', or ')}`] : []),
  ];
}

function wordsOfEntry({ rule, file, pointer, commit }: ListedEntry): string {
  const where = pointer === '' ? '' : ` at ${pointer}`;
  return `${rule} of ${file}${where}${commit === undefined ? '' : ` in commit ${commit.slice(0, 7)}`}`;
}
