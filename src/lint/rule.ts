import type { Edit } from '../document/edit.js';
import type { Path } from '../document/position.js';
import type { MessageData, Problem } from '../document/problem.js';
import type { SchemaMistake } from '../schema/explain-errors.js';
import type { SchemaId, SchemaTypes } from '../schema/generated/schema-types.js';
import type { KindId, SchemaIdOf } from '../schema/kinds.js';
import type { Sound } from '../schema/sound.js';
import type { Change, ChangeProblem, Granularity } from '../schema/vocabulary/changes.js';
import type { Place } from '../workspace/place.js';
import type { Severity } from './diagnostic.js';
import type { Surrounding, Surroundings } from './surroundings.js';

export type { Edit };

/** A finding as a rule states it: typed data; the words are the rule's `messages`. */
export interface Finding<M extends string = string, S extends Severity = Severity> {
  /** Which of the rule's messages; of several, their words are joined by semicolons. */
  message: M | readonly M[];
  /** Where: property names and indexes from the document's root. */
  at: Path;
  /** Points at the property's name instead of its value. */
  on?: 'key' | 'value';
  /** What the message's `{placeholders}` stand for. */
  data?: MessageData;
  /** In the place of the rule's own severity, for findings less certain than the rule's usual ones, or more; one of its `also`. */
  severity?: S;
  /** Other places that prove the finding. */
  related?: readonly RelatedFinding<M>[];
  /** What mends it, where there is one right answer that needs no fact from outside the document. */
  fix?: readonly Edit[];
}

/** Another place that proves a finding; in the same document unless `in` names another. */
export interface RelatedFinding<M extends string = string> {
  in?: AnyDocument | VersionView;
  at: Path;
  /** Which of the rule's messages tells what stands there. */
  says: M;
  /** What its `{placeholders}` stand for; absent: the finding's `data`. */
  data?: MessageData;
}

/** A document as rules see it; `schema` tells the versions apart, so `switch` on it narrows `value`. */
export type DocumentOf<K extends KindId> = K extends KindId ? DocumentOfSchema<K, SchemaIdOf<K>> : never;

type DocumentOfSchema<K extends KindId, S extends keyof SchemaTypes> = S extends S
  ? {
      readonly kind: K;
      readonly schema: S;
      /** Relative to the working directory, with `/`. */
      readonly file: string;
      /** The text, for rules that look for a trace in it before they walk the value. */
      readonly text: string;
      /** The value, without the places that do not fit the schema; absent when the document as a whole does not. */
      readonly value: Sound<SchemaTypes[S]>;
      /** Whether all of the document fits its schema; where not, that something is absent from `value` proves nothing. */
      readonly sound: boolean;
      /** The names in the path that the kind's globs leave open, when the file stands where they say. */
      readonly place?: Place;
    }
  : never;

export type AnyDocument = DocumentOf<KindId>;

/** A session folder as a whole. Files that are absent or could not be parsed are missing here. */
export interface Session {
  /** The folder's name. */
  readonly id: string;
  readonly state?: DocumentOf<'session-state'>;
  readonly plan?: DocumentOf<'plan'>;
  readonly notes?: DocumentOf<'dev-notes'>;
  /** Runs of research of which something was asked for: the others are not read for what is not about them. */
  readonly research: readonly Research[];
  /** What lies around these, as far as the rule names it in `around`. */
  readonly around: Surroundings;
}

/** A run of research in a session folder. Files that were not asked for are missing here, too. */
export interface Research {
  /** Its folder, relative to the session's, with `/`. */
  readonly folder: string;
  readonly state?: DocumentOf<'research-state'>;
  readonly subagents: readonly DocumentOf<'research-subagent'>[];
}

/** A version of a document as rules of change see it: as it was read, whether or not it fits its schema. */
export interface VersionView {
  readonly kind: KindId;
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** The schema of its variant; absent when it could not be parsed, or is of none that has one. */
  readonly schema?: SchemaId;
  /** Absent when it could not be parsed. */
  readonly value?: unknown;
  readonly place?: Place;
}

/** A document before and after a change. */
export interface StepView {
  readonly kind: KindId;
  /** Absent for a file that was not there. */
  readonly before?: VersionView;
  /** Absent for a file that was removed. */
  readonly after?: VersionView;
  /** The earlier version is of another file, which is still there. */
  readonly copied: boolean;
  /** The earlier version is that of one of the lines that were merged: what the others changed comes in as well. */
  readonly merged: boolean;
  readonly granularity: Granularity;
  /** When the commit was made that has the later version, ISO 8601; absent where it is not from a commit. */
  readonly committed?: string;
}

/** A finding about a change. */
export interface StepFinding<M extends string = string, S extends Severity = Severity> extends Finding<M, S> {
  /** The version that it stands in; the later one when absent. */
  in?: VersionView;
  /** What the value was and is. */
  from?: unknown;
  to?: unknown;
}

/** A document as it was read, with the places that do not fit its schema. */
export interface Unjudged {
  readonly schema: SchemaId;
  readonly text: string;
  readonly value: unknown;
}

export interface RuleMeta<M extends string = string, S extends Severity = Severity, A extends Severity = Severity> {
  /** Kebab-case; the module, the page and the test bear the same name. */
  readonly id: string;
  /** The kinds the rule looks at; absent: all. */
  readonly kinds?: readonly KindId[];
  /** Of its usual findings, in the preset `recommended`, unless that switches it off. */
  readonly severity: S;
  /** What some of its findings are instead. */
  readonly also?: readonly A[];
  /** The preset `recommended` leaves it off; `strict` does not. */
  readonly recommended?: false;
  /** In the preset `strict`, where that is another. */
  readonly strict?: Severity;
  /** Whether some of its findings can be mended by `--fix`. */
  readonly fixable?: true;
  /** What its `session` asks of the surroundings; of the rest it learns nothing. */
  readonly around?: readonly Surrounding[];
  /** What a configuration may set of it. */
  readonly options?: RuleOptions;
  /** The invariant in one sentence. */
  readonly summary: string;
  /** The words, with `{placeholders}`: lower case, no full stop, the offending value quoted, the norm stated. */
  readonly messages: Readonly<Record<M, string>>;
}

/** The options of a rule: the schema of each (draft-07), with its `default` and `description`. */
export type RuleOptions = Readonly<Record<string, RuleOption>>;

export interface RuleOption {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
  readonly default: unknown;
  readonly description: string;
  readonly [keyword: string]: unknown;
}

/** What a rule is given besides what it looks at. */
export interface RuleContext {
  /** The rule's options, with defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A rule as the engine runs it. One without checks gives its words to what reading or validating found. */
export interface Rule extends RuleMeta {
  readonly document?: (document: AnyDocument, report: (finding: Finding) => void, context: RuleContext) => void;
  readonly session?: (
    session: Session,
    report: (document: AnyDocument, finding: Finding) => void,
    context: RuleContext,
  ) => void;
  readonly step?: (step: StepView, report: (finding: StepFinding) => void, context: RuleContext) => void;
  /** For rules that give their words to what validating found: what mends a mistake, where there is one right answer. */
  readonly mend?: (mistake: SchemaMistake, document: Unjudged) => readonly Edit[] | undefined;
  /** For rules that give their words to what reading found, likewise. */
  readonly mendProblem?: (problem: Problem) => readonly Edit[] | undefined;
  readonly problems?: readonly ChangeProblem[];
  readonly change?: (
    changes: readonly Change[],
    step: StepView,
    report: (finding: StepFinding) => void,
    context: RuleContext,
  ) => void;
}

interface RuleDefinition<
  K extends KindId,
  M extends string,
  P extends ChangeProblem,
  S extends Severity,
  A extends Severity,
> extends RuleMeta<M, S, A> {
  readonly kinds?: readonly K[];
  /** Looks at one document. */
  document?(document: DocumentOf<K>, report: (finding: Finding<M, S | A>) => void, context: RuleContext): void;
  /** Looks at a session folder as a whole; names the document that a finding is about. */
  session?(
    session: Session,
    report: (document: AnyDocument, finding: Finding<M, S | A>) => void,
    context: RuleContext,
  ): void;
  /** Looks at a change of a document, be it that it came or went. */
  step?(step: StepView, report: (finding: StepFinding<M, S | A>) => void, context: RuleContext): void;
  /** What mends a mistake that validating found, where there is one right answer. */
  mend?(mistake: SchemaMistake, document: Unjudged): readonly Edit[] | undefined;
  /** What mends a problem that reading found, likewise. */
  mendProblem?(problem: Problem): readonly Edit[] | undefined;
  /** What the change vocabulary has against a change and this rule tells. */
  readonly problems?: readonly P[];
  /** Tells of such changes: all of one step, in the order of the schema. */
  change?(
    changes: readonly Extract<Change, { problem: P }>[],
    step: StepView,
    report: (finding: StepFinding<M, S | A>) => void,
    context: RuleContext,
  ): void;
}

/** Declares a rule; the types of `document` and `report` follow from `kinds`, `messages`, `severity` and `also`. */
export function rule<
  const K extends KindId,
  const M extends string,
  const S extends Severity,
  const A extends Severity = never,
  const P extends ChangeProblem = never,
>(definition: RuleDefinition<K, M, P, S, A>): Rule {
  return definition as unknown as Rule;
}
