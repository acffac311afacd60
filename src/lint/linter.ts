import type { Document, ParsedDocument } from '../document/document.js';
import { locate } from '../document/locate.js';
import { type Range, START, toPointer, valueAt } from '../document/position.js';
import type { Problem } from '../document/problem.js';
import { MOST_ERRORS } from '../schema/bound-errors.js';
import type { mistakesIn as MistakesIn, SchemaMistake } from '../schema/explain-errors.js';
import { loadValidator } from '../schema/generated/validators.js';
import { KINDS, type KindId, type Variant } from '../schema/kinds.js';
import { selectVariant } from '../schema/select.js';
import { prune } from '../schema/sound.js';
import { type SchemaError, unsoundPlaces, type Validate } from '../schema/validate.js';
import type { Place } from '../workspace/place.js';
import type { Diagnostic, Severity } from './diagnostic.js';
import { type Excerpt, excerptsOf } from './excerpt.js';
import { fingerprint } from './fingerprint.js';
import { fill } from './message.js';
import type { AnyDocument, Finding, Rule, Session } from './rule.js';
import { type AddOptions, createTally, type Tally } from './tally.js';

/** In characters. The pointer of what lies deeper is that of a place around it. */
const LONGEST_POINTER = 4096;

/** Rule id → its severity here; a rule that is not named keeps its own. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** Where a document comes from; one object a file, however many documents it has. */
export interface Source {
  /** As shown: relative to the working directory, with `/`. */
  readonly file: string;
  readonly kind: KindId;
  readonly place?: Place | undefined;
}

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
  /** The line on which a diagnostic of this linter begins; `undefined` when there was no text to show. */
  excerpt(diagnostic: Diagnostic): Excerpt | undefined;
}

/** What a rule's document was made of, for positions. Kept in it and not beside it: a WeakMap slows collection down. */
const ORIGIN = Symbol('origin');

interface Origin {
  readonly source: Source;
  readonly document: ParsedDocument;
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
export function createLinter(rules: readonly Rule[], severities: Severities = {}): Linter {
  const active = rules.filter(({ id }) => severities[id] !== 'off');
  const byId = new Map(active.map((rule) => [rule.id, rule]));
  const documentRules = new Map<KindId, Rule[]>();
  const validators = new Map<string, Validate>();
  /** Made for a document when something is found in it. */
  const cutters = new WeakMap<Document, (range: Range) => Excerpt>();
  const excerpts = new WeakMap<Diagnostic, Excerpt>();
  let mistakesIn: typeof MistakesIn | undefined;
  /** What was found so far in each file, by rule. */
  const tallies = new WeakMap<Source, Map<Rule, Tally>>();

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
      const schemaRule = byId.get('schema');
      if (schemaRule && errors.length > 0) {
        // Loaded by the first mistake: it brings tables that a sound document needs nothing of.
        mistakesIn ??= (await import('../schema/explain-errors.js')).mistakesIn;
        const { growing } = KINDS[source.kind];
        let last: SchemaMistake['at'] = [];
        for (const { keyword, explain } of mistakesIn(judged.schema, document.value, errors)) {
          const severity = growing && keyword === 'enum' ? 'warning' : undefined;
          add(diagnostics, schemaRule, source, severity, () => {
            const mistake = explain();
            last = mistake.at;
            return toDiagnostic(
              schemaRule,
              judged,
              { ...mistake, ...(severity && { severity }) },
              offendingOf(mistake),
            );
          });
        }
        if (stopped) {
          const end: Finding = { message: 'unfinished', at: last, data: { count: MOST_ERRORS } };
          add(diagnostics, schemaRule, source, undefined, () => toDiagnostic(schemaRule, judged, end), { isEnd: true });
        }
      }
      // Nothing to judge when the document as a whole does not fit, or nobody knows what of it does.
      if (!whole) return { diagnostics, skipped: false };
      for (const rule of rulesFor(source.kind)) {
        rule.document?.(judged, (finding) => {
          add(diagnostics, rule, source, finding.severity, () => toDiagnostic(rule, judged, finding));
        });
      }
      return { diagnostics, document: judged, skipped: false };
    },

    async companion(source, document) {
      const fitted = document.parsed ? await fit(source, document) : undefined;
      return fitted && 'judged' in fitted && fitted.whole ? fitted.judged : undefined;
    },

    session(session) {
      const diagnostics: Diagnostic[] = [];
      for (const rule of active) {
        rule.session?.(session, (document, finding) => {
          const { source } = originOf(document);
          add(diagnostics, rule, source, finding.severity, () => toDiagnostic(rule, document, finding));
        });
      }
      return diagnostics;
    },

    excerpt: (diagnostic) => excerpts.get(diagnostic),
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
    const judged = {
      kind: source.kind,
      schema,
      file: source.file,
      text: document.text,
      value: prune(document.value, unsound),
      sound: errors.length === 0,
      ...(source.place && { place: source.place }),
      [ORIGIN]: { source, document },
    } as unknown as AnyDocument;
    return { judged, errors, stopped, whole: !unsound.includes('') };
  }

  function rulesFor(kind: KindId): Rule[] {
    let list = documentRules.get(kind);
    if (!list) {
      list = active.filter((rule) => rule.document && (rule.kinds?.includes(kind) ?? true));
      documentRules.set(kind, list);
    }
    return list;
  }

  function fromProblem(source: Source, document: Document, problem: Problem): Diagnostic[] {
    const rule = byId.get(problem.rule);
    if (!rule) return [];
    const make = (): Diagnostic => {
      // The text and not the data: those name lines, which move when something is put in above.
      const excerpt = excerptIn(document, problem.range);
      const offending = excerpt?.text.slice(excerpt.start, excerpt.end);
      return made(document, {
        ruleId: rule.id,
        severity: severityOf(rule),
        message: fill(messageOf(rule, problem.message), problem.data),
        file: source.file,
        kind: source.kind,
        pointer: '',
        ...problem.range,
        related: [],
        fingerprint: fingerprint(rule.id, source.file, [], [problem.message, offending]),
      });
    };
    // What one document has too much of was counted where it was found.
    const count = problem.message === 'more' ? Number(problem.data['count']) : 1;
    const diagnostics: Diagnostic[] = [];
    add(diagnostics, rule, source, undefined, make, { count });
    return diagnostics;
  }

  /** Lists what a rule has found in a file, as long as there is not too much of it. */
  function add(
    diagnostics: Diagnostic[],
    rule: Rule,
    source: Source,
    severity: Severity | undefined,
    make: () => Diagnostic,
    options?: AddOptions,
  ): void {
    let ofFile = tallies.get(source);
    if (!ofFile) tallies.set(source, (ofFile = new Map<Rule, Tally>()));
    let tally = ofFile.get(rule);
    if (!tally) ofFile.set(rule, (tally = createTally(rule, source.file)));
    const diagnostic = tally.add(severityOf(rule, severity), make, options);
    if (diagnostic) diagnostics.push(diagnostic);
  }

  /** `offending` is what the finding is about where that is not the value at its place. */
  function toDiagnostic(rule: Rule, judged: AnyDocument, finding: Finding, offending?: string): Diagnostic {
    const { source, document } = originOf(judged);
    const data = finding.data ?? {};
    return made(document, {
      ruleId: rule.id,
      severity: severityOf(rule, finding.severity),
      message: fill(wordsOf(rule, finding.message), data),
      file: source.file,
      kind: source.kind,
      pointer: toPointer(finding.at, LONGEST_POINTER),
      ...locate(document, finding.at, finding.on ?? 'value'),
      related: (finding.related ?? []).map((related) => {
        const origin = related.in ? originOf(related.in) : { source, document };
        const { line, column } = locate(origin.document, related.at, 'value');
        return {
          message: fill(messageOf(rule, related.says), related.data ?? data),
          file: origin.source.file,
          pointer: toPointer(related.at, LONGEST_POINTER),
          line,
          column,
        };
      }),
      fingerprint: fingerprint(rule.id, source.file, finding.at, offending ?? valueAt(document.value, finding.at)),
    });
  }

  function made(document: Document, diagnostic: Diagnostic): Diagnostic {
    // Cut out now: keeping the text for later would keep every text that has a finding.
    const excerpt = excerptIn(document, diagnostic);
    if (excerpt) excerpts.set(diagnostic, excerpt);
    return diagnostic;
  }

  function excerptIn(document: Document, range: Range): Excerpt | undefined {
    if (document.text === '') return undefined;
    let cut = cutters.get(document);
    if (!cut) cutters.set(document, (cut = excerptsOf(document.text, document.line)));
    return cut(range);
  }

  /** @param own the severity of the finding, where it is not the rule's */
  function severityOf(rule: Rule, own?: Severity): Severity {
    const set = severities[rule.id];
    return set === undefined || set === 'off' ? (own ?? rule.severity) : set;
  }
}

function originOf(judged: AnyDocument): Origin {
  return (judged as unknown as { [ORIGIN]: Origin })[ORIGIN];
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

function wordsOf(rule: Rule, message: Finding['message']): string {
  return typeof message === 'string'
    ? messageOf(rule, message)
    : message.map((part) => messageOf(rule, part)).join('; ');
}

function messageOf(rule: Rule, message: string): string {
  const words = rule.messages[message];
  if (words === undefined) throw new Error(`rule ${rule.id} has no message "${message}"`);
  return words;
}
