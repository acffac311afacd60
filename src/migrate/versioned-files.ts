import { readRewritable, type Rewritable } from '../check/rewritable.js';
import type { Group, Settings } from '../check/judge.js';
import type { Limits, ParsedDocument } from '../document/document.js';
import { parseDocuments } from '../document/documents.js';
import { companionFiles } from '../lint/inputs.js';
import { KINDS } from '../schema/kinds.js';
import { selectVariant } from '../schema/select.js';
import type { GovernedFile } from '../workspace/discover.js';
import { ignoring } from '../workspace/ignores.js';
import { displayPath } from '../workspace/paths.js';
import { isThere } from '../workspace/standing.js';
import { isVersioned, type VersionedKind, versionOf } from './versions.js';

/** A file that shows of which version it is, as it stands. */
export interface VersionedFile {
  readonly file: GovernedFile;
  readonly kind: VersionedKind;
  readonly version: number;
  readonly document: ParsedDocument;
  readonly original: Rewritable;
}

/** The state and the plan of a session go together, whichever was named. */
export async function withNeighbours({ session, files }: Group, { wanted }: Settings): Promise<Group> {
  const root = files[0]?.root;
  if (session === undefined || root === undefined) return { session, files };
  const isLeftOut = await ignoring(wanted.ignores, wanted.ignoresFrom);
  const others = companionFiles(session, files)
    .filter(({ kind, path: file }) => isVersioned(kind) && isThere(file) && !isLeftOut(file))
    .map((file) => ({ ...file, display: displayPath(wanted.cwd, file.path), root }));
  return { session, files: [...files, ...others] };
}

/**
 * The files that show a version.
 *
 * @param targets files that are known already; those found are added
 */
export function versionedFilesIn({ files }: Group, { wanted }: Settings, targets: Set<string>): VersionedFile[] {
  return files.flatMap((file): VersionedFile[] => {
    const { kind } = file;
    const original = isVersioned(kind) ? readRewritable(file, wanted.limits) : undefined;
    if (!original || !isVersioned(kind) || targets.has(original.target)) return [];
    targets.add(original.target);
    const document = documentOf(original.text, wanted.limits);
    const schema = document && selectVariant(KINDS[kind], document.value)?.schema;
    if (!document || schema === undefined) return [];
    return [{ file, kind, version: versionOf(kind, schema), document, original }];
  });
}

/** The document of a JSON text, if it parses. */
export function documentOf(text: string, limits: Limits): ParsedDocument | undefined {
  const [document] = parseDocuments(Buffer.from(text), { format: 'json', limits });
  return document?.parsed ? document : undefined;
}
