import path from 'node:path';
import type { Limits } from '../../document/document.js';
import { valueAt } from '../../document/position.js';
import { type KindId, KINDS } from '../../schema/kinds.js';
import { kindOfFile } from '../../workspace/kind-of-file.js';
import { placeOf } from '../../workspace/place.js';
import type { Step, StepSource, Version } from '../step.js';
import type { UntoldList } from '../untold.js';
import { createBridges } from './bridges.js';
import { isSameDocument } from './identity.js';
import { openObjects } from './objects.js';
import type { FileChange, RawFile } from './raw.js';
import { fileIn, nameIn, type Repository } from './repository.js';
import { type Content, type Contents, createContents } from './versions.js';

/** Which files are looked at, and how. */
export interface StepOptions {
  /** Whether a file (absolute, with `/`) is looked at. */
  readonly includes: (file: string) => boolean;
  /** How a file (absolute, with `/`) is shown. */
  readonly display: (file: string) => string;
  readonly limits: Limits;
}

/** Steps whose versions are asked for ahead. */
const AHEAD = 64;

/** A version that is being waited for. */
interface Awaited {
  readonly path: string;
  readonly commit: string | null;
  readonly content: Content;
}

type StepSides = Pick<Step, 'before' | 'after' | 'copied'>;

interface Planned {
  readonly kind: KindId;
  readonly before?: Awaited | undefined;
  readonly after?: Awaited | undefined;
  /** For what git takes for a renamed file: how much of it stayed the same, in percent. */
  readonly similarity?: number | undefined;
  readonly merged?: true;
  readonly source: StepSource;
  readonly committed?: string | undefined;
}

/** A change, and when the commit was made that it is from. */
interface DatedChange extends FileChange {
  readonly committed?: string;
}

/**
 * Makes steps of changes, in their order. Throws a `GitFailure` when git does not give the contents.
 *
 * @param sourceOf where a change comes from; `undefined` for one that is left out
 */
export async function* stepsOf<C extends DatedChange>(
  changes: AsyncIterable<C> | Iterable<C>,
  sourceOf: (change: C) => StepSource | undefined,
  repository: Repository,
  options: StepOptions,
  untold: UntoldList,
): AsyncGenerator<Step> {
  const { display, limits } = options;
  const reader = openObjects(repository, limits.maxBytes);
  const contents = createContents(reader, limits, untold, display);
  const bridges = createBridges();
  const governed = governing(repository, options.includes);
  const ahead: Planned[] = [];
  try {
    for await (const change of changes) {
      const source = sourceOf(change);
      if (!source) continue;
      ahead.push(...plan(change, source, governed, contents));
      if (ahead.length < AHEAD) continue;
      while (ahead.length > AHEAD / 2) for (const step of await next()) yield step;
    }
    while (ahead.length > 0) for (const step of await next()) yield step;
  } finally {
    await reader.close();
  }

  async function next(): Promise<Step[]> {
    const planned = ahead.shift();
    if (!planned) return [];
    const { kind, merged, source, committed } = planned;
    const before = planned.before && (await versionOf(planned.before));
    const after = planned.after && (await versionOf(planned.after));
    const steps = (await partsOf(planned, before, after)).flatMap((part) =>
      bridges.cross(
        {
          kind,
          ...part,
          ...(merged && { merged }),
          granularity: 'sampled',
          source,
          ...(committed !== undefined && { committed }),
        },
        part.before && nameOf(planned.before),
        part.after && nameOf(planned.after),
      ),
    );
    // Commits come before their parents: the version that a commit made is in no step after it.
    if (planned.after) contents.drop(planned.after.content);
    return steps;
  }

  /** One step, but two where git takes one document for another that was renamed. */
  async function partsOf(
    { kind, similarity, source }: Planned,
    before?: Version,
    after?: Version,
  ): Promise<StepSides[]> {
    if (before && after) {
      const isOne = similarity === undefined || isSameDocument(kind, before, after, similarity);
      return isOne ? [{ before, after }] : [{ before }, { after }];
    }
    const moved = after && (await withOrigin(kind, after, source));
    return [moved ?? { ...(before && { before }), ...(after && { after }) }];
  }

  async function versionOf({ path: file, commit, content }: Awaited): Promise<Version> {
    const document = await contents.read(content);
    return { file: display(file), path: file, document, ...(commit !== null && { commit }) };
  }

  /**
   * A new file whose id is the name of another folder began as what was there: it was copied from there, or brought from
   * there if nothing is left. Git would find copies only by comparing with all files there are, and of a file that was
   * renamed and rewritten it sees only that one went and another came.
   */
  async function withOrigin(kind: KindId, after: Version, source: StepSource): Promise<StepSides | undefined> {
    const [parent, commit] = commitsOf(source);
    const { idAt } = KINDS[kind];
    const place = placeOf(kind, after.path);
    if (parent === null || !idAt || !place || !after.document.parsed) return undefined;
    const id = valueAt(after.document.value, idAt);
    if (typeof id !== 'string' || id === place.folder || !/^[^/\0\n]+$/u.test(id)) return undefined;
    const file = `${path.posix.dirname(place.path)}/${id}${after.path.slice(place.path.length)}`;
    if (kindOfFile(file) !== kind) return undefined;
    const name = nameIn(repository, file);
    const document = await contents.look(`${parent}:${name}`, file);
    if (!document.parsed) return undefined;
    // Without a commit before it, git means what is staged.
    const { parsed: isStillThere } = await contents.look(`${commit ?? ''}:${name}`, file);
    const before = { file: display(file), path: file, document, commit: parent };
    return { before, after, ...(isStillThere && { copied: true }) };
  }
}

/** The commits on both sides of a step; `null` where there is none, and for the index. */
function commitsOf(source: StepSource): [earlier: string | null, later: string | null] {
  if (source.type === 'git') return [source.parent, source.commit];
  return [source.type === 'index' ? source.base : null, null];
}

function nameOf(version: Awaited | undefined): string | undefined {
  return version && `${version.content.object} ${version.path}`;
}

/** A change as a step; as two where one document made room for another; as none where no governed document changed. */
function plan(change: DatedChange, source: StepSource, governed: Governed, contents: Contents): Planned[] {
  const was = change.status === 'C' ? undefined : governed(change.before);
  const is = governed(change.after);
  const side = (file: GovernedFile | undefined, commit: string | null): Awaited | undefined =>
    file && { path: file.path, commit, content: contents.ask(file.object, file.path) };
  const [from, to] = commitsOf(source);
  const common = { source, committed: change.committed, ...(change.merged && { merged: change.merged }) };
  if (is && was?.kind === is.kind) {
    // Only the mode has changed.
    if (was.object === is.object && was.path === is.path) return [];
    const similarity = change.status === 'R' ? change.similarity : undefined;
    return [{ kind: is.kind, before: side(was, from), after: side(is, to), similarity, ...common }];
  }
  return [
    ...(was ? [{ kind: was.kind, before: side(was, from), ...common }] : []),
    ...(is ? [{ kind: is.kind, after: side(is, to), ...common }] : []),
  ];
}

interface GovernedFile {
  readonly path: string;
  readonly kind: KindId;
  readonly object: string;
}

type Governed = (file: RawFile | undefined) => GovernedFile | undefined;

/** More names than any repository has of governed files; a hostile history has no end of them. */
const MOST_NAMES = 10_000;

/** Finds what is looked at of a file in a commit; nothing of links and submodules, which are no documents. */
function governing(repository: Repository, includes: StepOptions['includes']): Governed {
  const known = new Map<string, Omit<GovernedFile, 'object'> | undefined>();
  return (file) => {
    if (!file?.mode.startsWith('100')) return undefined;
    let found = known.get(file.path);
    if (!found && !known.has(file.path)) {
      const full = fileIn(repository, file.path);
      const kind = includes(full) ? kindOfFile(full) : undefined;
      found = kind && { path: full, kind };
      if (known.size >= MOST_NAMES) known.clear();
      known.set(file.path, found);
    }
    return found && { ...found, object: file.object };
  };
}
