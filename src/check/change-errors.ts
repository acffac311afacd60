import { RULES } from '../../rules/index.js';
import type { ParsedDocument } from '../document/document.js';
import type { Version } from '../history/step.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { Rule } from '../lint/rule.js';
import { createStepLinter } from '../lint/step-linter.js';
import type { GovernedFile } from '../workspace/discover.js';
import { toPosix } from '../workspace/paths.js';

/** What makes the change of a file illegal that is made in one step, whatever severities a configuration gives. */
export function errorsOfChange(
  { display, path, kind }: GovernedFile,
  before: ParsedDocument,
  after: ParsedDocument,
  rules: readonly Rule[] = RULES,
): Diagnostic[] {
  const version = (document: ParsedDocument): Version => ({ file: display, path: toPosix(path), document });
  return createStepLinter(rules)
    .step({
      kind,
      before: version(before),
      after: version(after),
      granularity: 'exact',
      source: { type: 'files' },
    })
    .filter(({ severity }) => severity === 'error');
}
