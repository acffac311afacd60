import type { Diagnostic, Severity } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import type { Format } from './format.js';
import { elsewhere } from './parts/elsewhere.js';
import { counter } from './parts/counter.js';
import { jsonArray } from './parts/json.js';
import { pathsFrom } from './parts/paths.js';
import { shown } from './parts/shown.js';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const SEVERITY: Readonly<Record<Severity, 'info' | 'minor' | 'critical'>> = {
  error: 'critical',
  warning: 'minor',
  info: 'info',
};

/** For GitLab's code quality: a finding stands in the merge request and beside its line. */
export const format: Format = function* (result, options) {
  const inRepository = pathsFrom(options.cwd);
  const nth = counter();
  yield* jsonArray(issues());
  yield '\n';

  function* issues(): Generator<object> {
    for (const diagnostic of shown(result, options)) {
      yield issue(diagnostic, inRepository, nth(diagnostic.fingerprint));
    }
  }
};

function issue(diagnostic: Diagnostic, inRepository: (file: string) => string, nth: number): object {
  const { message, ruleId, severity, fingerprint, file, line, endLine } = diagnostic;
  return {
    description: printable([message, ...elsewhere(diagnostic, inRepository)].join('; ')),
    check_name: ruleId,
    // Of two that are alike GitLab would show one.
    fingerprint: nth === 1 ? fingerprint : `${fingerprint}-${nth}`,
    severity: SEVERITY[severity],
    location: { path: inRepository(file), lines: { begin: line, end: endLine } },
  };
}
