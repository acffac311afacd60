import { KINDS } from '../schema/kinds.js';
import { originOf } from './origin.js';
import type { AnyDocument, DocumentOf, Research, Session } from './rule.js';
import { type Surroundings, UNKNOWN_SURROUNDINGS } from './surroundings.js';

/** The documents of a session folder (absolute, with `/`) as session rules see them. */
export function asSession(
  folder: string,
  documents: Iterable<AnyDocument>,
  around: Surroundings = UNKNOWN_SURROUNDINGS,
): Session {
  const byRole: Record<string, AnyDocument> = {};
  const research = new Map<string, Writable>();
  for (const document of documents) {
    const role = KINDS[document.kind].session?.role;
    if (role) byRole[role] = document;
    if (document.kind === 'research-state') runOf(document).state = document;
    if (document.kind === 'research-subagent') runOf(document).subagents.push(document);
  }
  // Each kind has the role of its own documents' type, which TypeScript cannot follow through the table.
  return {
    id: folder.slice(folder.lastIndexOf('/') + 1),
    ...byRole,
    research: [...research.values()],
    around,
  };

  function runOf(document: AnyDocument): Writable {
    const inSession = originOf(document).source.path?.slice(folder.length + 1) ?? '';
    const [, own = ''] = /^(research\/[^/]+)\//u.exec(inSession) ?? [];
    let run = research.get(own);
    if (!run) research.set(own, (run = { folder: own, subagents: [] }));
    return run;
  }
}

/** The documents that a session has, each once. */
export function documentsOf({ state, plan, notes, research }: Session): AnyDocument[] {
  const files = research.flatMap((run) => [run.state, ...run.subagents]);
  return [state, plan, notes, ...files].filter((document) => document !== undefined);
}

interface Writable extends Research {
  state?: DocumentOf<'research-state'>;
  subagents: DocumentOf<'research-subagent'>[];
}
