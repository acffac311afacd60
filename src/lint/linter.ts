import type { Document, ParsedDocument } from '../document/document.js';
import type { Edit } from '../document/edit.js';
import { START } from '../document/position.js';
import type { Problem } from '../document/problem.js';
import { MOST_ERRORS } from '../schema/bound-errors.js';
import type { mistakesIn as MistakesIn, SchemaMistake } from '../schema/explain-errors.js';
import { loadValidator } from '../schema/generated/validators.js';
import { KINDS, type Variant } from '../schema/kinds.js';
import { selectVariant } from '../schema/select.js';
import { prune } from '../schema/sound.js';
import { type SchemaError, unsoundPlaces, type Validate } from '../schema/validate.js';
import { createDiagnoser, type DiagnoserOptions } from './diagnoser.js';
import type { Diagnostic } from './diagnostic.js';
import type { Excerpt } from './excerpt.js';
import { originOf, type Source, withOrigin } from './origin.js';
import type { AnyDocument, Finding, Rule, Session } from './rule.js';
import type { RuleSet } from './rule-set.js';
import { sameForAll } from './rule-sets.js';
import { documentsOf } from './session.js';
import { partsOf, type Surrounding } from './surroundings.js';

/** What came of one document. */
export interface Judged {
  readonly diagnostics: readonly Diagnostic[];
  /** The document as rules see it; absent when it could not be parsed or is of no variant that is checked. */
  readonly document?: AnyDocument;
  /** Read and parsed, but no schema was applied. */
  readonly skipped: boolean;
}

export interface Linter {
  /** Checks one document by itself. */
  document(source: Source, document: Document): Promise<Judged>;
  /** A document that was not asked for, for the session rules; absent when they could make nothing of it. */
  companion(source: Source, document: Document): Promise<AnyDocument | undefined>;
  /** Checks what the documents of one session folder say of each other. */
  session(session: Session): Diagnostic[];
  /** Whether a rule that is not off for all documents of a session looks at a part of what lies around it. */
  looksAt(part: Surrounding, documents: readonly AnyDocument[]): boolean;
  /** The line on which a diagnostic of this linter begins; `undefined` when there was no text to show. */
  readonly excerpt: (diagnostic: Diagnostic) => Excerpt | undefined;
  /** What mends what a diagnostic of this linter tells of; `undefined` where that has no one right answer. */
  readonly fix: (diagnostic: Diagnostic) => readonly Edit[] | undefined;
}

/** A document to which its schema was applied. */
interface Fitted {
  readonly judged: AnyDocument;
  readonly errors: readonly SchemaError[];
  /** Whether there are more errors than these, and it is not known where. */
  readonly stopped: boolean;
  /** Whether it is of the schema's type at all and all its errors are known, so that there is something left to judge. */
  readonly whole: boolean;
}

/** Runs rules over documents and sessions. */
export function createLinter(rules: readonly Rule[], ruleSets = sameForAll(rules), options?: DiagnoserOptions): Linter {
  const sessionRules = rules.filter(({ session }) => session);
  const diagnoser = createDiagnoser(ruleSets, options);
  const validators = new Map<string, Validate>();
  let mistakesIn: typeof MistakesIn | undefined;

  return {
    async document(source, document) {
      const diagnostics = document.problems.flatMap((problem) => fromProblem(source, document, problem));
      if (!document.parsed) return { diagnostics, skipped: false };

      const fitted = await fit(source, document);
      if ('variant' in fitted) {
        const untold = fromProblem(source, document, untoldOf(source, document, fitted.variant));
        return { diagnostics: [...diagnostics, ...untold], skipped: true };
      }
      const { judged, errors, stopped, whole } = fitted;
      const origin = originOf(judged);
      const ruleSet = ruleSets.of(source);
      const schemaRule = ruleSet.find('schema');
      if (schemaRule && errors.length > 0) {
        // Loaded by the first mistake: it brings tables that a sound document needs nothing of.
        mistakesIn ??= (await import('../schema/explain-errors.js')).mistakesIn;
        const { growing } = KINDS[source.kind];
        let last: SchemaMistake['at'] = [];
        for (const { keyword, explain } of mistakesIn(judged.schema, document.value, errors)) {
          const severity = growing && keyword === 'enum' ? 'warning' : undefined;
          diagnoser.add(diagnostics, schemaRule, source, severity, () => {
            const mistake = explain();
            last = mistake.at;
            const fix = schemaRule.mend?.(mistake, { schema: judged.schema, text: judged.text, value: document.value });
            const finding: Finding = { ...mistake, ...(severity && { severity }), ...(fix && { fix }) };
            return diagnoser.finding(schemaRule, origin, finding, { offending: offendingOf(mistake) });
          });
        }
        if (stopped) {
          const end: Finding = { message: 'unfinished', at: last, data: { count: MOST_ERRORS } };
          diagnoser.add(diagnostics, schemaRule, source, undefined, () => diagnoser.finding(schemaRule, origin, end), {
            isEnd: true,
          });
        }
      }
      // Nothing to judge when the document as a whole does not fit, or nobody knows what of it does.
      if (!whole) return { diagnostics, skipped: false };
      for (const rule of ruleSet.ofDocuments(source.kind)) {
        const report = (finding: Finding): void => {
          diagnoser.add(diagnostics, rule, source, finding.severity, () => diagnoser.finding(rule, origin, finding));
        };
        rule.document?.(judged, report, ruleSet.contextOf(rule));
      }
      return { diagnostics, document: judged, skipped: false };
    },

    async companion(source, document) {
      const fitted = document.parsed ? await fit(source, document) : undefined;
      return fitted && 'judged' in fitted && fitted.whole ? fitted.judged : undefined;
    },

    session(session) {
      const diagnostics: Diagnostic[] = [];
      const sets = ruleSetsFor(documentsOf(session));
      const view = viewsOf(session);
      for (const rule of sessionRules) {
        const ruleSet = sets.find((one) => one.find(rule.id));
        if (!ruleSet) continue;
        const report = (document: AnyDocument, finding: Finding): void => {
          const origin = originOf(document);
          const make = (): Diagnostic => diagnoser.finding(rule, origin, finding);
          diagnoser.add(diagnostics, rule, origin.source, finding.severity, make);
        };
        rule.session?.(view(rule.around), report, ruleSet.contextOf(rule));
      }
      return diagnostics;
    },

    looksAt(part, documents) {
      const sets = ruleSetsFor(documents);
      return sessionRules.some(({ id, around }) => around?.includes(part) && sets.some((one) => one.find(id)));
    },

    excerpt: diagnoser.excerpt,
    fix: diagnoser.fix,
  };

  /** Tells a document's variant and applies its schema; without a schema there is only the variant, if any. */
  async function fit(source: Source, document: ParsedDocument): Promise<Fitted | { variant: Variant | undefined }> {
    const variant = selectVariant(KINDS[source.kind], document.value);
    if (variant?.schema === undefined) return { variant };
    const { schema } = variant;
    let validate = validators.get(schema);
    if (!validate) validators.set(schema, (validate = await loadValidator[schema]()));
    const errors = validate(document.value) ? [] : (validate.errors ?? []);
    const stopped = validate.stopped === true;
    const unsound = stopped ? [''] : unsoundPlaces(errors);
    const view = {
      kind: source.kind,
      schema,
      file: source.file,
      text: document.text,
      value: prune(document.value, unsound),
      sound: errors.length === 0,
      ...(source.place && { place: source.place }),
    };
    const judged = withOrigin(view, { source, document }) as unknown as AnyDocument;
    return { judged, errors, stopped, whole: !unsound.includes('') };
  }

  /** How rules hold for the documents of a session: for a rule about all of them, the first in which it is not off. */
  function ruleSetsFor(documents: readonly AnyDocument[]): RuleSet[] {
    return [...new Set(documents.map((document) => ruleSets.of(originOf(document).source)))];
  }

  function fromProblem(source: Source, document: Document, problem: Problem): Diagnostic[] {
    const rule = ruleSets.of(source).find(problem.rule);
    return rule ? diagnoser.problem(rule, source, document, problem) : [];
  }
}

/** A session as rules see it that look at some parts of what lies around; many look at the same, or at none. */
function viewsOf(session: Session): (parts?: readonly Surrounding[]) => Session {
  const known = new Map<string, Session>();
  return (parts = []) => {
    const key = parts.join();
    let view = known.get(key);
    if (!view) known.set(key, (view = { ...session, around: partsOf(session.around, parts) }));
    return view;
  };
}

/** What to say of a document to which no schema was applied. */
function untoldOf({ kind }: Source, { line }: Document, variant: Variant | undefined): Problem {
  const range = { ...START, line, endLine: line };
  if (variant?.foreign) return { rule: 'foreign-document', message: variant.foreign, data: {}, range };
  const data = { kind: KINDS[kind].title.toLowerCase() };
  return { rule: 'unrecognized-document', message: 'unrecognized', data, range };
}

/** What is missing stands nowhere: the object that lacks it is not the mistake, and may lack several. */
function offendingOf({ message, data }: SchemaMistake): string | undefined {
  return message === 'missing' ? String(data['property']) : undefined;
}
