import { RULES } from '../../rules/index.js';
import type { CheckResult } from '../../src/check/check.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import type { Format, FormatOptions } from '../../src/report/format.js';

/** What a format writes of a result, in one piece. */
export async function written(
  format: Format,
  result: CheckResult,
  options: Partial<FormatOptions> = {},
): Promise<string> {
  // The root is in no repository: files keep their names.
  const pieces = await format(result, { color: false, quiet: false, rules: RULES, cwd: '/', ...options });
  // As UTF-8, which has no lone surrogates.
  return Buffer.from([...pieces].join('')).toString();
}

/** A result with these findings, and what else is different from a check of one file that found nothing else. */
export function resultOf(diagnostics: Diagnostic[], other: Partial<CheckResult> = {}): CheckResult {
  const count = (wanted: string): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  const files = Math.max(1, new Set(diagnostics.map(({ file }) => file)).size);
  return {
    version: 1,
    diagnostics,
    summary: {
      files,
      documents: files,
      steps: 0,
      skipped: 0,
      unparsed: 0,
      errors: count('error'),
      warnings: count('warning'),
    },
    sessions: 0,
    skipped: [],
    unreadable: [],
    unaskable: [],
    isIgnoring: false,
    changes: false,
    untold: [],
    fixed: [],
    unwritten: [],
    excerpt: () => undefined,
    ...other,
  };
}

/** A finding: an error of one rule in one file, but for what is told otherwise. */
export function findingOf(other: Partial<Diagnostic> = {}): Diagnostic {
  return {
    ruleId: 'checkpoint-range',
    severity: 'error',
    message: 'checkpoint 7 is out of range; build_progress.checkpoints_total is 3',
    file: STATE,
    kind: 'session-state',
    pointer: '/build_progress/checkpoints_completed/3',
    line: 27,
    column: 7,
    endLine: 27,
    endColumn: 8,
    related: [],
    fingerprint: '562fe30db33368f9',
    ...other,
  };
}

const STATE = 'agents/sessions/2026-03-04_export-to-csv_k3m9q2/state.json';

/** Names, messages and values as nobody should write them, and as somebody will. */
export const HOSTILE = [
  '</script><script>alert(1)</script>',
  ']]>&amp;<b title="x">',
  '\u001b[2J\u0000\u0007\r\n::error::x',
  '\u202egnp.exe\u202c',
  'lone \ud800 surrogate \udc00 and \ufffe',
  '| `code` **bold** [link](https://example.org) @someone #1 <img src=x>',
  '{{constructor}} ${x} %0A \\u0041 {0}',
].join(' ');

/** Findings of every sort: an error with what proves it, a change with both its sides, a note, and hostile text. */
export const SEVERAL: readonly Diagnostic[] = [
  findingOf({
    related: [
      {
        message: 'build_progress.checkpoints_total is 3',
        file: STATE,
        pointer: '/build_progress/checkpoints_total',
        line: 22,
        column: 26,
      },
      {
        message: 'checkpoints ends with checkpoint 3',
        file: STATE.replace('state.json', 'plan.json'),
        pointer: '/checkpoints/2',
        line: 90,
        column: 5,
      },
    ],
  }),
  findingOf({
    ruleId: 'illegal-transition',
    message: 'commit 9f8e7d6: current_phase goes from "plan" to "spec"; from "plan" only "build" is legal',
    pointer: '/current_phase',
    line: 9,
    column: 20,
    endLine: 9,
    endColumn: 26,
    fingerprint: '00c0ffee00c0ffee',
    related: [
      {
        message: 'current_phase is "plan"',
        file: STATE,
        pointer: '/current_phase',
        line: 8,
        column: 20,
        commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
        date: '2026-03-04T10:00:00+01:00',
      },
    ],
    step: {
      from: 'plan',
      to: 'spec',
      granularity: 'sampled',
      source: {
        type: 'git',
        commit: '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432',
        parent: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
        date: '2026-03-05T09:30:00+01:00',
      },
    },
  }),
  findingOf({
    ruleId: 'foreign-document',
    severity: 'info',
    message: 'this is the state of another program; it is not checked',
    file: 'agents/a1/adw_state.json',
    kind: 'adw-state',
    pointer: '',
    line: 1,
    column: 1,
    endLine: 3,
    endColumn: 2,
    fingerprint: '0123456789abcdef',
  }),
  findingOf({
    ruleId: 'state-agrees-with-plan',
    severity: 'warning',
    message: 'checkpoint 1 is pending in plan.json but complete in state.json',
    file: 'agents/sessions/ä b%#?/plan.json',
    kind: 'plan',
    pointer: '/checkpoints',
  }),
  findingOf({
    ruleId: 'id-changed',
    message: `session_id is "${HOSTILE}"`,
    file: `agents/sessions/${HOSTILE}/state.json`,
    pointer: `/${HOSTILE.replaceAll('/', '~1')}`,
    related: [{ message: HOSTILE, file: `${HOSTILE}.json`, pointer: '', line: 1, column: 1 }],
  }),
];
