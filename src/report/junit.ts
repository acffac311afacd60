import type { CheckResult } from '../check/check.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { Format } from './format.js';
import { byFile } from './parts/by-file.js';
import { elsewhere } from './parts/elsewhere.js';
import { figures } from './parts/figures.js';
import { pathsFrom } from './parts/paths.js';
import { shown } from './parts/shown.js';
import { unseen } from './parts/unseen.js';
import { XML_HEAD, xmlTag, xmlText } from './parts/xml.js';

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** A test, by JUnit's lights: a finding, or the check as a whole. */
interface Case {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type?: string;
  readonly message: string;
  readonly text: string;
}

/**
 * JUnit's XML, as Jenkins and GitLab read it: a suite for each file with findings, in which an error is a test that
 * failed. A warning is one that passed, with what it says as output: JUnit knows nothing in between. The first suite is
 * the check itself, so that there is a test where nothing is found, and one that failed where not all was looked at.
 */
export const format: Format = function* (result, options) {
  const inRepository = pathsFrom(options.cwd);
  const findings = byFile(shown(result, options));
  let failures = 0;
  let tests = 1;
  for (const diagnostics of findings.values()) {
    tests += diagnostics.length;
    failures += diagnostics.filter(({ severity }) => severity === 'error').length;
  }
  const whole = wholeCheck(result);
  yield `${XML_HEAD}${xmlTag('testsuites', { name: 'stategate', tests, failures, errors: countOf([whole], 'error') })}>\n`;
  yield* suite({ name: 'stategate', cases: [whole] });
  for (const [file, diagnostics] of findings) {
    const name = inRepository(file);
    yield* suite({ name, cases: diagnostics.map((diagnostic) => caseOf(diagnostic, name, inRepository)) });
  }
  yield '</testsuites>\n';
};

function wholeCheck(result: CheckResult): Case {
  const { files } = result.summary;
  const left = unseen(result);
  const [message = figures(result)] = left;
  const text = [figures(result), ...left].join('\n');
  const outcome = left.length > 0 ? 'error' : files === 0 ? 'skipped' : 'passed';
  return { name: 'stategate check', outcome, message, text };
}

function caseOf(diagnostic: Diagnostic, file: string, inRepository: (file: string) => string): Case {
  const { ruleId, pointer, line, column, severity, message } = diagnostic;
  return {
    // Without the line: that of a finding that is still there may be another tomorrow.
    name: pointer === '' ? ruleId : `${ruleId} ${pointer}`,
    file,
    line,
    outcome: severity === 'error' ? 'failure' : 'passed',
    type: ruleId,
    message,
    text: [`${file}:${line}:${column} ${severity}: ${message}`, ...elsewhere(diagnostic, inRepository)].join('\n'),
  };
}

function* suite({ name, cases }: Suite): Generator<string> {
  const counts = {
    tests: cases.length,
    failures: countOf(cases, 'failure'),
    errors: countOf(cases, 'error'),
    skipped: countOf(cases, 'skipped'),
  };
  yield `  ${xmlTag('testsuite', { name, ...counts })}>\n`;
  for (const one of cases) {
    // Readers take what follows the last dot for the name of a class.
    const classname = name.replace(/\.\w+$/u, '');
    yield `    ${xmlTag('testcase', { classname, name: one.name, file: one.file, line: one.line })}>\n`;
    yield `      ${outcome(one)}\n`;
    yield '    </testcase>\n';
  }
  yield '  </testsuite>\n';
}

function outcome({ outcome, type, message, text }: Case): string {
  if (outcome === 'passed') return `<system-out>${xmlText(text, true)}</system-out>`;
  return `${xmlTag(outcome, { type, message })}>${xmlText(text, true)}</${outcome}>`;
}

function countOf(cases: readonly Case[], wanted: Case['outcome']): number {
  return cases.filter(({ outcome }) => outcome === wanted).length;
}
