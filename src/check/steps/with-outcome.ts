import type { Diagnostic } from '../../lint/diagnostic.js';
import type { Verdict } from '../judge.js';
import { byHistory, type StepVerdict } from './judge-stream.js';

/** Steps and what they came to as one. What is said of a document is not said of the step that made it so. */
export function withOutcome(steps: StepVerdict, documents: Verdict): StepVerdict {
  const unfit = placesOf(documents.diagnostics, 'schema');
  const moved = placesOf(steps.diagnostics, 'id-changed');
  const lost = placesOf(steps.diagnostics, 'version-lost');
  const told = steps.diagnostics.filter((one) => one.ruleId !== 'unknown-state' || !unfit.has(placeOf(one)));
  // What became of a change that is told: that id and folder differ, that no version is shown.
  const became = new Map([
    ['session-id-matches-folder', moved],
    ['unrecognized-document', lost],
  ]);
  const found = documents.diagnostics.filter((one) => became.get(one.ruleId)?.has(placeOf(one)) !== true);
  return {
    ...steps,
    documents: documents.documents,
    unparsed: documents.unparsed,
    diagnostics: [...told, ...found].sort(byHistory(steps.commits)),
    excerpts: new Map([...steps.excerpts, ...documents.excerpts]),
  };
}

function placesOf(diagnostics: readonly Diagnostic[], rule: string): Set<string> {
  return new Set(diagnostics.filter(({ ruleId }) => ruleId === rule).map(placeOf));
}

function placeOf({ file, pointer }: Diagnostic): string {
  return `${file}\0${pointer}`;
}
