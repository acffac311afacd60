import { RULES } from '../../rules/index.js';
import type { GovernedFile } from '../workspace/discover.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { Excerpt } from '../lint/excerpt.js';
import { companions, fileInput, type Input, type Reading, type Wanted } from '../lint/inputs.js';
import { createLinter, type Linter } from '../lint/linter.js';
import type { Policy } from '../lint/policy.js';
import type { AnyDocument, Rule } from '../lint/rule.js';
import { ruleSetsOf } from '../lint/rule-sets.js';
import { asSession } from '../lint/session.js';
import { noting, type Surroundings } from '../lint/surroundings.js';
import { commitsOf } from '../schema/commits.js';
import { type AroundSessions, aroundSessionsOnDisk } from './around-sessions.js';
import { createRecorder } from './cache/basis.js';
import type { Remembered } from './cache/cache.js';

/** What judging depends on besides the files. Plain data. */
export interface Settings {
  readonly wanted: Wanted;
  readonly policy: Policy;
  /** The folder that fingerprints name files from; as they are shown when absent. */
  readonly base?: string;
  /** Whether to tell of each group what its verdict rests on. */
  readonly remembers?: true;
}

/** Files that are looked at together: those of one session folder, or one that belongs to none. Plain data. */
export interface Group {
  /** Absolute, with `/`. */
  readonly session: string | undefined;
  readonly files: readonly GovernedFile[];
}

/** What came of the files judged so far. Plain data: it can come from another thread. */
export interface Verdict {
  documents: number;
  /** Documents to which no schema was applied. */
  skipped: number;
  unparsed: number;
  /** Session folders. */
  sessions: number;
  readonly diagnostics: Diagnostic[];
  /** The line on which a diagnostic stands, where there is a text to show. */
  readonly excerpts: Map<Diagnostic, Excerpt>;
  /** The groups one by one, with what the verdict on each rests on, as far as that can be told; where it is wanted. */
  readonly remembered: Remembered[];
}

export interface Judge {
  readonly verdict: Verdict;
  /** What mends what one of the diagnostics tells of; `undefined` where that has no one right answer. */
  readonly fix: Linter['fix'];
  files(group: Group): Promise<void>;
  /**
   * Inputs that are looked at together, wherever their documents come from.
   *
   * @param beside the other files of the session; those on disk when absent
   * @param reading hears of what of these is read
   */
  inputs(
    session: string | undefined,
    inputs: readonly Input[],
    beside?: readonly Input[],
    reading?: Reading,
  ): Promise<void>;
  /** Lets go of what was started to look at what lies around; waits until it is gone. */
  end(): Promise<void>;
}

/** What a judge has in the place of what is usual. */
export interface JudgeParts {
  /** All there are when absent. */
  readonly rules?: readonly Rule[];
  /** Tells what lies around sessions; what is on disk when absent. */
  readonly around?: AroundSessions;
}

/** Judges groups of files one after the other: each document by itself, then what those of a session say of each other. */
export async function createJudge(
  { wanted, policy, base, remembers }: Settings,
  { rules = RULES, around: aroundSessions = aroundSessionsOnDisk(wanted) }: JudgeParts = {},
): Promise<Judge> {
  const linter = createLinter(rules, await ruleSetsOf(rules, policy), { base });
  const verdict = emptyVerdict();

  const judge: Judge = {
    verdict,
    fix: linter.fix,

    async files(group) {
      const { session, files } = group;
      const recorder = remembers ? createRecorder() : undefined;
      const before = { ...verdict, findings: verdict.diagnostics.length };
      const inputs = files.map((file) => fileInput(file, wanted, recorder));
      await judge.inputs(session, inputs, undefined, recorder);
      const basis = recorder?.basis();
      if (basis) verdict.remembered.push({ group, basis, ...since(before) });
    },

    async inputs(session, inputs, beside, reading) {
      const documents: AnyDocument[] = [];
      for (const input of inputs) {
        for (const document of input.documents()) {
          const judged = await linter.document(input, document);
          verdict.documents += 1;
          if (judged.skipped) verdict.skipped += 1;
          if (!document.parsed) verdict.unparsed += 1;
          if (judged.document) documents.push(judged.document);
          add(judged.diagnostics);
        }
      }
      if (session === undefined) return;
      verdict.sessions += 1;
      // A file that was checked alone is still judged beside its neighbours; what is wrong inside them is not told.
      for (const input of beside ?? (await companions(session, inputs, wanted, reading))) {
        for (const document of input.documents()) {
          const companion = await linter.companion(input, document);
          if (companion) documents.push(companion);
        }
      }
      add(linter.session(asSession(session, documents, await aroundOf(session, inputs, documents, reading))));
    },

    end: () => aroundSessions.end(),
  };
  return judge;

  async function aroundOf(
    session: string,
    inputs: readonly Input[],
    documents: readonly AnyDocument[],
    reading: Reading | undefined,
  ): Promise<Surroundings> {
    // Git is asked for all the commits of a session at once, and only where a rule wants to know.
    const state = linter.looksAt('commits', documents)
      ? documents.find((one) => one.kind === 'session-state')
      : undefined;
    const commits = state ? commitsOf(state).flatMap(({ sha }) => sha ?? []) : [];
    const root = inputs[0]?.root ?? session;
    const around = await aroundSessions.of(session, root, commits);
    return reading ? noting(around, reading.around({ session, root, commits })) : around;
  }

  /** What was added to the verdict since it was so. */
  function since(before: Omit<Verdict, 'remembered'> & { findings: number }): Pick<Remembered, 'counts' | 'findings'> {
    return {
      counts: {
        documents: verdict.documents - before.documents,
        skipped: verdict.skipped - before.skipped,
        unparsed: verdict.unparsed - before.unparsed,
        sessions: verdict.sessions - before.sessions,
      },
      findings: verdict.diagnostics.slice(before.findings).map((diagnostic) => {
        const excerpt = verdict.excerpts.get(diagnostic);
        return excerpt ? [diagnostic, excerpt] : [diagnostic];
      }),
    };
  }

  function add(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      verdict.diagnostics.push(diagnostic);
      const excerpt = linter.excerpt(diagnostic);
      if (excerpt) verdict.excerpts.set(diagnostic, excerpt);
    }
  }
}

/** Verdicts on different files as one. */
export function joined(verdicts: readonly Verdict[]): Verdict {
  const sum = emptyVerdict();
  for (const verdict of verdicts) {
    sum.documents += verdict.documents;
    sum.skipped += verdict.skipped;
    sum.unparsed += verdict.unparsed;
    sum.sessions += verdict.sessions;
    for (const diagnostic of verdict.diagnostics) sum.diagnostics.push(diagnostic);
    for (const [diagnostic, excerpt] of verdict.excerpts) sum.excerpts.set(diagnostic, excerpt);
    for (const one of verdict.remembered) sum.remembered.push(one);
  }
  return sum;
}

export function emptyVerdict(): Verdict {
  return { documents: 0, skipped: 0, unparsed: 0, sessions: 0, diagnostics: [], excerpts: new Map(), remembered: [] };
}
