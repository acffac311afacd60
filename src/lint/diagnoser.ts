import path from 'node:path';
import { type Document, formatOf, type ParsedDocument } from '../document/document.js';
import type { Edit } from '../document/edit.js';
import { locate } from '../document/locate.js';
import { type Path, type Range, START, toPointer, valueAt } from '../document/position.js';
import type { Problem } from '../document/problem.js';
import { displayPath } from '../workspace/paths.js';
import type { Diagnostic, Related, Severity, StepOfDiagnostic } from './diagnostic.js';
import { type Excerpt, excerptsOf } from './excerpt.js';
import { fingerprint } from './fingerprint.js';
import { fill } from './message.js';
import { type Origin, originOf, type Source } from './origin.js';
import type { Finding, RelatedFinding, Rule } from './rule.js';
import type { RuleSets } from './rule-sets.js';
import { type AddOptions, createTally, type Tally } from './tally.js';

/** In characters. The pointer of what lies deeper is that of a place around it. */
const LONGEST_POINTER = 4096;

/** What of a finding is not the finding itself. */
export interface Circumstances {
  /** What the finding is about where that is not the value at its place: it tells one finding from another. */
  readonly offending?: unknown;
  readonly step?: StepOfDiagnostic;
  /** Stands before the message. */
  readonly preface?: string;
}

/** Makes diagnostics out of findings: words, places, lines to show; and keeps them in bounds. */
export interface Diagnoser {
  /** What reading a document found. */
  problem(rule: Rule, source: Source, document: Document, problem: Problem): Diagnostic[];
  finding(rule: Rule, origin: Origin<Document>, finding: Finding, circumstances?: Circumstances): Diagnostic;
  /** Lists what a rule has found in a file, unless it is off there, as long as there is not too much of it. */
  add(
    to: Diagnostic[],
    rule: Rule,
    source: Source,
    severity: Severity | undefined,
    make: () => Diagnostic,
    options?: AddOptions,
  ): void;
  /** The line on which a diagnostic begins; `undefined` when there was no text to show. */
  readonly excerpt: (diagnostic: Diagnostic) => Excerpt | undefined;
  /** What mends what it tells of; `undefined` where that has no one right answer. */
  readonly fix: (diagnostic: Diagnostic) => readonly Edit[] | undefined;
}

export interface DiagnoserOptions {
  /** The folder that fingerprints name files from; as they are shown when absent. */
  readonly base?: string | undefined;
  /**
   * Whether the lines are told on which findings stand, and kept to be shown. Who names findings by their pointers alone
   * need not wait for that.
   */
  readonly lines?: boolean;
}

export function createDiagnoser(ruleSets: RuleSets, { base, lines = true }: DiagnoserOptions = {}): Diagnoser {
  /** Made for a document when something is found in it. */
  const cutters = new WeakMap<Document, (range: Range) => Excerpt>();
  const excerpts = new WeakMap<Diagnostic, Excerpt>();
  const fixes = new WeakMap<Diagnostic, readonly Edit[]>();
  /** What was found so far in each file, by rule. */
  const tallies = new WeakMap<Source, Map<Rule, Tally>>();

  const diagnoser: Diagnoser = {
    problem(rule, source, document, problem) {
      const make = (): Diagnostic => {
        // The text and not the data: those name lines, which move when something is put in above.
        const excerpt = excerptIn(document, problem.range);
        const offending = excerpt?.text.slice(excerpt.start, excerpt.end);
        const fix = fixFor(source, document, rule.mendProblem?.(problem));
        return made(document, fix, {
          ruleId: rule.id,
          severity: ruleSets.of(source).severityOf(rule),
          message: fill(messageOf(rule, problem.message), problem.data),
          file: source.file,
          kind: source.kind,
          pointer: '',
          ...problem.range,
          related: [],
          fingerprint: fingerprint(rule.id, nameOf(source), [], [problem.message, offending]),
        });
      };
      // What one document has too much of was counted where it was found.
      const count = problem.message === 'more' ? Number(problem.data['count']) : 1;
      const diagnostics: Diagnostic[] = [];
      diagnoser.add(diagnostics, rule, source, undefined, make, { count });
      return diagnostics;
    },

    finding(rule, { source, document }, finding, { offending, step, preface = '' } = {}) {
      const data = finding.data ?? {};
      // What is told of a change is mended by another change, and not by words put right in the version that it came to.
      const fix = step ? undefined : fixFor(source, document, finding.fix);
      const identify = (): string =>
        fingerprint(rule.id, nameOf(source), finding.at, offending ?? valueIn(document, finding.at));
      const diagnostic: Diagnostic = {
        ruleId: rule.id,
        severity: ruleSets.of(source).severityOf(rule, finding.severity),
        message: preface + fill(wordsOf(rule, finding.message), data),
        file: source.file,
        kind: source.kind,
        pointer: toPointer(finding.at, LONGEST_POINTER),
        ...(lines ? rangeOf(document, finding.at, finding.on) : START),
        related: lines
          ? (finding.related ?? []).map((related) => relatedOf(rule, { source, document }, related, data))
          : [],
        fingerprint: lines ? identify() : '',
        ...(step && { step }),
      };
      // Hardly ever asked for where nothing was wrong before, and Node takes its time to load what hashes.
      if (!lines) Object.defineProperty(diagnostic, 'fingerprint', { get: identify, enumerable: true });
      return made(document, fix, diagnostic);
    },

    add(to, rule, source, severity, make, options) {
      const ruleSet = ruleSets.of(source);
      if (!ruleSet.find(rule.id)) return;
      let ofFile = tallies.get(source);
      if (!ofFile) tallies.set(source, (ofFile = new Map<Rule, Tally>()));
      let tally = ofFile.get(rule);
      if (!tally) ofFile.set(rule, (tally = createTally(rule, nameOf(source))));
      const diagnostic = tally.add(ruleSet.severityOf(rule, severity), make, options);
      if (diagnostic) to.push(diagnostic);
    },

    excerpt: (diagnostic) => excerpts.get(diagnostic),
    fix: (diagnostic) => fixes.get(diagnostic),
  };
  return diagnoser;

  /** The same whatever the working directory is, so that a finding is known again. */
  function nameOf({ file, path: absolute }: Source): string {
    if (base === undefined || absolute === undefined) return file;
    return displayPath(base, path.resolve(absolute));
  }

  function made(document: Document, fix: readonly Edit[] | undefined, diagnostic: Diagnostic): Diagnostic {
    if (fix) {
      diagnostic.fixable = true;
      fixes.set(diagnostic, fix);
    }
    // Cut out now: keeping the text for later would keep every text that has a finding.
    const excerpt = lines ? excerptIn(document, diagnostic) : undefined;
    if (excerpt) excerpts.set(diagnostic, excerpt);
    return diagnostic;
  }

  function excerptIn(document: Document, range: Range): Excerpt | undefined {
    if (document.text === '') return undefined;
    let cut = cutters.get(document);
    if (!cut) cutters.set(document, (cut = excerptsOf(document.text, document.line)));
    return cut(range);
  }
}

/** A fix that can be written: logs are a record, and of a property that is there twice nobody knows which is meant. */
function fixFor({ file }: Source, document: Document, fix: readonly Edit[] | undefined): readonly Edit[] | undefined {
  if (!fix || fix.length === 0 || !document.parsed || document.byLine || formatOf(file) === 'jsonl') return undefined;
  return document.problems.some(({ rule }) => rule === 'duplicate-key') ? undefined : fix;
}

function relatedOf(rule: Rule, own: Origin<Document>, related: RelatedFinding, data: Finding['data']): Related {
  const { source, document } = related.in ? originOf(related.in) : own;
  const { line, column } = rangeOf(document, related.at);
  return {
    message: fill(messageOf(rule, related.says), related.data ?? data ?? {}),
    file: source.file,
    pointer: toPointer(related.at, LONGEST_POINTER),
    line,
    column,
    ...(source.commit !== undefined && { commit: source.commit }),
  };
}

function rangeOf(document: Document, at: Path, on: Finding['on'] = 'value'): Range {
  if (!document.parsed) return START;
  return document.byLine ? rangeOfLine(document, at) : locate(document, at, on);
}

/** A place in a file with a document a line: the line, where there is one. */
function rangeOfLine({ value }: ParsedDocument, [index = 0]: Path): Range {
  const line = Number(index) + 1;
  const text = valueAt(value, [index]);
  return { line, column: 1, endLine: line, endColumn: typeof text === 'string' ? text.length + 1 : 1 };
}

function valueIn(document: Document, at: Path): unknown {
  return document.parsed ? valueAt(document.value, at) : undefined;
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
