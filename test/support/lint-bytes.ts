import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS, type Document, formatOf, type Limits } from '../../src/document/document.js';
import { parseDocuments, readDocuments } from '../../src/document/documents.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { createLinter } from '../../src/lint/linter.js';
import type { KindId } from '../../src/schema/kinds.js';

/** Checks a file's bytes, whatever they hold, as a file of a kind. */
export function lintBytes(
  kind: KindId,
  file: string,
  bytes: Uint8Array | string,
  limits: Partial<Limits> = {},
): Promise<Diagnostic[]> {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return lint(
    kind,
    file,
    parseDocuments(content, { format: formatOf(file), limits: { ...DEFAULT_LIMITS, ...limits } }),
  );
}

/** Reads a path, whatever stands there, and checks it as a file of a kind; symbolic links must not leave `root`. */
export function lintPath(
  kind: KindId,
  file: string,
  root?: string,
  limits: Partial<Limits> = {},
): Promise<Diagnostic[]> {
  return lint(
    kind,
    file,
    readDocuments(file, { format: formatOf(file), limits: { ...DEFAULT_LIMITS, ...limits }, root }),
  );
}

async function lint(kind: KindId, file: string, documents: Iterable<Document>): Promise<Diagnostic[]> {
  const linter = createLinter(RULES);
  const diagnostics: Diagnostic[] = [];
  const source = { file, kind };
  for (const document of documents) diagnostics.push(...(await linter.document(source, document)).diagnostics);
  return diagnostics;
}
