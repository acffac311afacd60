import { devNull } from 'node:os';
import { type Document, formatOf, type Limits } from '../../document/document.js';
import { parseDocuments } from '../../document/documents.js';
import { START } from '../../document/position.js';
import type { Problem } from '../../document/problem.js';
import { KINDS, type KindId } from '../../schema/kinds.js';
import { startGit } from '../../workspace/git.js';
import { kindOfFile } from '../../workspace/place.js';
import type { Step, StepStream, Untold, Version } from '../step.js';
import { LOG_ARGUMENTS, type RawChange, type RawFile, readLog } from './log.js';
import { createObjectReader, type ObjectReader } from './objects.js';
import type { Repository } from './repository.js';

export interface HistoryOptions {
  /** What `git log` takes: `main..HEAD`, a tag, a commit; what leads to the checked-out commit when absent. */
  readonly range?: string;
  /** Whether a file (absolute, with `/`) is looked at. */
  readonly includes: (file: string) => boolean;
  /** How a file (absolute, with `/`) is shown. */
  readonly display: (file: string) => string;
  readonly limits: Limits;
}

/** Steps whose versions are asked for ahead. */
const AHEAD = 64;

/** Text of versions that are kept, in bytes: the next older step of a file needs one of them again. */
const KEPT = 24 * 1024 * 1024;

/** Above this many candidates git looks only for files that were renamed as they are. */
const RENAME_LIMIT = 1000;

/**
 * The steps of a repository's history, newest first: every commit against each of its parents. One `git log` and one
 * `git cat-file`, read as they write.
 *
 * Reading throws when git fails.
 */
export function historySteps(repository: Repository, options: HistoryOptions): StepStream {
  const untold: Untold[] = [];
  return { steps: read(repository, options, untold), untold };
}

async function* read(repository: Repository, options: HistoryOptions, untold: Untold[]): AsyncGenerator<Step> {
  const log = startGit(
    [
      ...LOG_ARGUMENTS,
      'log',
      '--raw',
      // Cancels an order that the configuration names.
      `-O${devNull}`,
      '-z',
      '--diff-merges=separate',
      '-M',
      `-l${RENAME_LIMIT}`,
      '--full-history',
      '--topo-order',
      '--no-abbrev',
      '--no-color',
      '--no-show-signature',
      '--no-ext-diff',
      '--no-textconv',
      '--format=%x00%x00%H %aI %P',
      '--end-of-options',
      options.range ?? 'HEAD',
      '--',
      ...PATHS,
    ],
    repository.cwd,
  );
  const objects = startGit(['--no-replace-objects', 'cat-file', '--batch'], repository.cwd);
  if (!log || !objects) throw new Error('git is not on the PATH');
  const errors = collect(log.stderr);
  const ended = new Promise<number | null>((resolve) => log.once('close', resolve));
  try {
    const versions = createVersions(createObjectReader(objects, options.limits.maxBytes), options, untold);
    const ahead: Promise<Step | undefined>[] = [];
    for await (const change of readLog(log.stdout)) {
      ahead.push(stepOf(change, repository, options, versions));
      if (ahead.length < AHEAD) continue;
      const step = await ahead.shift();
      if (step) yield step;
    }
    for (const promise of ahead) {
      const step = await promise;
      if (step) yield step;
    }
    const code = await ended;
    if (code !== 0) throw new Error(`git log: ${(await errors).trim().split('\n', 1)[0] ?? ''}`);
  } finally {
    log.kill();
    objects.kill();
  }
}

/** Only what kinds govern is compared; the globs are those of the kinds, from the top of the tree. */
const PATHS = Object.values(KINDS).flatMap(({ files }) => files.map((glob) => `:(top,glob)${glob}`));

async function stepOf(
  change: RawChange,
  { top }: Repository,
  { includes }: HistoryOptions,
  versions: Versions,
): Promise<Step | undefined> {
  const side = (file: RawFile | undefined): (RawFile & { full: string; kind: KindId }) | undefined => {
    const full = file && `${top}/${file.path}`;
    const kind = full === undefined || !includes(full) ? undefined : kindOfFile(full);
    // Links and submodules are no documents.
    return file && full !== undefined && kind && file.mode.startsWith('100') ? { ...file, full, kind } : undefined;
  };
  const after = side(change.after);
  const earlier = side(change.before);
  const before = after && earlier?.kind !== after.kind ? undefined : earlier;
  const { kind } = after ?? before ?? {};
  if (!kind) return undefined;
  // Only the mode has changed.
  if (before && after && before.object === after.object && before.path === after.path) return undefined;
  const { commit, parent, date } = change;
  const [was, is] = await Promise.all([
    before && versions.read(before.object, before.full, parent),
    after && versions.read(after.object, after.full, commit),
  ]);
  return {
    kind,
    ...(was && { before: was }),
    ...(is && { after: is }),
    ...(change.status === 'C' && { copied: true }),
    granularity: 'sampled',
    source: { type: 'git', commit, parent, date },
  };
}

interface Versions {
  read(object: string, file: string, commit: string | null): Promise<Version>;
}

/** Reads versions, each about once: the last ones are kept, up to a bound. */
function createVersions(reader: ObjectReader, { display, limits }: HistoryOptions, untold: Untold[]): Versions {
  const kept = new Map<string, { readonly document: Promise<Document>; size: number }>();
  let total = 0;

  return {
    async read(object, file, commit) {
      const known = kept.get(object);
      // Back to the end: the first is the one that was not needed for longest.
      kept.delete(object);
      const entry = known ?? { document: load(object, file), size: 0 };
      kept.set(object, entry);
      const document = await entry.document;
      if (entry.size === 0) {
        entry.size = document.text.length + 1;
        total += entry.size;
        forget();
      }
      return { file: display(file), path: file, document, ...(commit !== null && { commit }) };
    },
  };

  async function load(object: string, file: string): Promise<Document> {
    const answer = await reader.read(object);
    if (answer.type === 'missing') {
      untold.push({ display: display(file), reason: `the object ${object.slice(0, 12)} is not in this clone` });
      return unread({ rule: 'unreadable-file', message: 'vanished', data: {}, range: START });
    }
    if (answer.type === 'too-large') {
      const data = { size: answer.size, limit: limits.maxBytes };
      untold.push({ display: display(file), reason: `a version of ${answer.size} bytes is over the limit` });
      return unread({ rule: 'unreadable-file', message: 'tooLarge', data, range: START });
    }
    if (isLfsPointer(answer.bytes)) {
      untold.push({ display: display(file), reason: 'git has only a pointer of git-lfs, not the file' });
      return unread({ rule: 'unreadable-file', message: 'vanished', data: {}, range: START });
    }
    for (const document of parseDocuments(answer.bytes, { format: formatOf(file), limits })) return document;
    return unread({ rule: 'syntax', message: 'empty', data: {}, range: START });
  }

  function forget(): void {
    for (const [object, { size }] of kept) {
      if (total <= KEPT) return;
      // What is still being read has no size yet.
      if (size === 0) continue;
      kept.delete(object);
      total -= size;
    }
  }
}

function unread(problem: Problem): Document {
  return { parsed: false, text: '', line: 1, problems: [problem] };
}

const LFS = Buffer.from('version https://git-lfs.github.com/spec/');

function isLfsPointer(bytes: Uint8Array): boolean {
  return bytes.length < 1024 && Buffer.compare(bytes.subarray(0, LFS.length), LFS) === 0;
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
