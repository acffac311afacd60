import type { Step, StepSource, Version } from '../history/step.js';
import { CHANGE_PLANS } from '../schema/generated/change-plans.js';
import type { SchemaId } from '../schema/generated/schema-types.js';
import { KINDS, type KindId } from '../schema/kinds.js';
import { selectVariant } from '../schema/select.js';
import type { ChangePlan } from '../schema/vocabulary/change-plan.js';
import { type Change, changesBetween } from '../schema/vocabulary/changes.js';
import { commonPlan } from '../schema/vocabulary/common-plan.js';
import { placeOf } from '../workspace/place.js';
import { createDiagnoser, type DiagnoserOptions } from './diagnoser.js';
import type { Diagnostic, StepOfDiagnostic } from './diagnostic.js';
import type { Excerpt } from './excerpt.js';
import { originOf, type Source, withOrigin } from './origin.js';
import type { Rule, StepFinding, StepView, VersionView } from './rule.js';
import { sameForAll } from './rule-sets.js';

export interface StepLinter {
  /** Checks one change of a document. */
  step(step: Step): Diagnostic[];
  /** The line on which a diagnostic of this linter begins; `undefined` when there was no text to show. */
  readonly excerpt: (diagnostic: Diagnostic) => Excerpt | undefined;
}

/** Runs rules over changes. */
export function createStepLinter(
  rules: readonly Rule[],
  ruleSets = sameForAll(rules),
  options?: DiagnoserOptions,
): StepLinter {
  const diagnoser = createDiagnoser(ruleSets, options);
  /** One a file: what is told of its history is kept in bounds together. */
  const sources = new Map<string, Source>();
  const commonPlans = new Map<string, ChangePlan>();

  return {
    step(step) {
      const view = viewOf(step);
      const diagnostics: Diagnostic[] = [];
      const side = view.after ?? view.before;
      if (!side) return diagnostics;
      const ruleSet = ruleSets.of(originOf(side).source);
      for (const rule of ruleSet.ofSteps) {
        if (rule.kinds?.includes(step.kind) ?? true) {
          rule.step?.(view, reporter(rule, step, view, diagnostics), ruleSet.contextOf(rule));
        }
      }
      const changes = changesOf(view);
      for (const rule of changes.length > 0 ? ruleSet.ofChanges : []) {
        const own = changes.filter(({ problem }) => rule.problems?.includes(problem));
        if (own.length > 0) rule.change?.(own, view, reporter(rule, step, view, diagnostics), ruleSet.contextOf(rule));
      }
      return diagnostics;
    },

    excerpt: diagnoser.excerpt,
  };

  function reporter(rule: Rule, step: Step, view: StepView, to: Diagnostic[]): (finding: StepFinding) => void {
    return (finding) => {
      const side = finding.in ?? view.after ?? view.before;
      if (!side) return;
      const origin = originOf(side);
      diagnoser.add(to, rule, sourceFor(origin.source), finding.severity, () => {
        const told = toldOf(step, finding);
        // What was and what is, and where in the history: the same value may change twice.
        const offending = [told.from, told.to, idOf(step.source)];
        return diagnoser.finding(rule, origin, finding, { offending, step: told, preface: prefaceOf(step.source) });
      });
    };
  }

  function sourceFor(source: Source): Source {
    const known = sources.get(source.file);
    if (!known) sources.set(source.file, source);
    return known ?? source;
  }

  function changesOf({ before, after, copied, granularity }: StepView): Change[] {
    if (after?.schema === undefined) return [];
    if (!before || copied) return changesBetween(CHANGE_PLANS[after.schema], undefined, after.value, granularity);
    if (before.schema === undefined) return [];
    return changesBetween(planFor(before.schema, after.schema), before.value, after.value, granularity);
  }

  function planFor(before: SchemaId, after: SchemaId): ChangePlan {
    if (before === after) return CHANGE_PLANS[after];
    const name = `${before} ${after}`;
    let plan = commonPlans.get(name);
    if (!plan) commonPlans.set(name, (plan = commonPlan(CHANGE_PLANS[before], CHANGE_PLANS[after])));
    return plan;
  }
}

function viewOf({ kind, before, after, copied, merged, granularity, committed }: Step): StepView {
  return {
    kind,
    ...(before && { before: versionView(kind, before) }),
    ...(after && { after: versionView(kind, after) }),
    copied: copied === true,
    merged: merged === true,
    granularity,
    ...(committed !== undefined && { committed }),
  };
}

function versionView(kind: KindId, { file, path, document, commit }: Version): VersionView {
  const place = placeOf(kind, path);
  const schema = document.parsed ? selectVariant(KINDS[kind], document.value)?.schema : undefined;
  const view = {
    kind,
    file,
    ...(schema !== undefined && { schema }),
    ...(document.parsed && { value: document.value }),
    ...(place && { place }),
  };
  return withOrigin(view, { source: { file, path, kind, place, commit }, document });
}

function toldOf({ granularity, source }: Step, { from, to }: StepFinding): StepOfDiagnostic {
  return {
    ...(from !== undefined && { from: short(from) }),
    ...(to !== undefined && { to: short(to) }),
    granularity,
    source,
  };
}

const LONGEST = 200;

function short(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;
}

/** What a message begins with, so that it can be read by itself. */
function prefaceOf(source: StepSource): string {
  if (source.type === 'git') return `commit ${source.commit.slice(0, 7)}: `;
  return source.type === 'index' ? 'staged: ' : '';
}

function idOf(source: StepSource): string {
  return source.type === 'git' ? source.commit : source.type;
}
