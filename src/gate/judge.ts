import { RULES } from '../../rules/index.js';
import { type Document, type Limits } from '../document/document.js';
import type { Version } from '../history/step.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { divided, type Divided } from '../lint/divided.js';
import { createLinter } from '../lint/linter.js';
import type { Source } from '../lint/origin.js';
import type { Policy } from '../lint/policy.js';
import type { AnyDocument } from '../lint/rule.js';
import { ruleSetsOf } from '../lint/rule-sets.js';
import { asSession } from '../lint/session.js';
import { createStepLinter } from '../lint/step-linter.js';
import { type KindId, KINDS } from '../schema/kinds.js';
import type { Granularity } from '../schema/vocabulary/changes.js';
import { placeOf } from '../workspace/place.js';
import type { Content } from './content.js';
import { documentOf } from './document-of.js';

/** A file that changed. */
export interface Change {
  /** Absolute, with `/`. */
  readonly path: string;
  /** As shown. */
  readonly file: string;
  readonly kind: KindId;
  readonly before: Content | undefined;
  readonly after: Content | undefined;
  readonly granularity: Granularity;
}

/** The documents of a session folder: kind → content. */
export type SessionContent = ReadonlyMap<KindId, Content>;

export interface Judge {
  change(change: Change): Promise<Divided>;
  /** What a change brings to its document, whatever way it took there. */
  document(change: Change): Promise<Divided>;
  /** What the documents of a session folder (absolute, with `/`) say of each other, and said before. */
  session(folder: string, before: SessionContent, after: SessionContent): Promise<Divided>;
}

export interface JudgeOptions {
  readonly policy: Policy;
  readonly limits: Limits;
  /** Whether what the fields of one document say of each other waits until the agent stops. */
  readonly waits: boolean;
  /** How a file (absolute, with `/`) is shown. */
  readonly display: (file: string) => string;
}

/** Rules about one document as a whole: fields that only agree with each other once all are written. */
const CONSISTENCY: ReadonlySet<string> = new Set(RULES.filter(({ document }) => document).map(({ id }) => id));

/** Judges changes by what they bring. */
export async function createJudge({ policy, limits, waits, display }: JudgeOptions): Promise<Judge> {
  const ruleSets = await ruleSetsOf(RULES, policy);
  const linter = createLinter(RULES, ruleSets, { lines: false });

  return {
    async change(change) {
      const all = await ofDocuments(change);
      // What waits may have been brought by the agent's last edit: it is not told as something that was there before.
      const timely = ({ ruleId }: Diagnostic): boolean => !waits || !CONSISTENCY.has(ruleId);
      const now = all.introduced.filter(timely);
      const standing = all.standing.filter(timely);
      const unfit = new Set(now.filter(({ ruleId }) => ruleId === 'schema').map(({ pointer }) => pointer));
      // What is said of a document is not said of the step that made it so.
      const step = ofStep(change).filter(({ ruleId, pointer }) => ruleId !== 'unknown-state' || !unfit.has(pointer));
      return { introduced: [...step, ...now], standing };
    },

    document: ofDocuments,

    async session(folder, before, after) {
      return divided(await ofSession(folder, before), await ofSession(folder, after));
    },
  };

  async function ofDocuments(change: Change): Promise<Divided> {
    const after = documentOf(change.after, limits);
    const wrong = after ? await ofDocument(change, after) : [];
    // What was wrong before need not be known where nothing is wrong now.
    const before = wrong.length > 0 ? documentOf(change.before, limits) : undefined;
    return divided(before ? await ofDocument(change, before) : [], wrong);
  }

  async function ofDocument({ path, file, kind }: Change, document: Document): Promise<readonly Diagnostic[]> {
    return (await linter.document(sourceOf(path, file, kind), document)).diagnostics;
  }

  function ofStep({ path, file, kind, before: earlier, after: later, granularity }: Change): Diagnostic[] {
    const version = (document: Document): Version => ({ file, path, document });
    const [before, after] = [documentOf(earlier, limits), documentOf(later, limits)];
    // Made anew: it lists only so many findings of a file, and a server is asked about one again and again.
    return createStepLinter(RULES, ruleSets, { lines: false }).step({
      kind,
      ...(before && { before: version(before) }),
      ...(after && { after: version(after) }),
      granularity,
      source: { type: 'files' },
    });
  }

  async function ofSession(folder: string, contents: SessionContent): Promise<Diagnostic[]> {
    const documents: AnyDocument[] = [];
    for (const [kind, content] of contents) {
      const { session: part } = KINDS[kind];
      const document = documentOf(content, limits);
      if (part?.role === undefined || !document) continue;
      const path = `${folder}/${part.path}`;
      const judged = await linter.companion(sourceOf(path, display(path), kind), document);
      if (judged) documents.push(judged);
    }
    // Of what lies around the gate tells nothing: to look for it takes time, and to ask git a process.
    return linter.session(asSession(folder, documents));
  }
}

function sourceOf(path: string, file: string, kind: KindId): Source {
  return { file, path, kind, place: placeOf(kind, path) };
}
