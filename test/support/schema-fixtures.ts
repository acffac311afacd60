import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { DEFAULT_LIMITS, formatOf } from '../../src/document/document.js';
import { parseDocuments } from '../../src/document/documents.js';
import { KINDS } from '../../src/schema/kinds.js';
import { selectVariant } from '../../src/schema/select.js';
import { kindOfFile } from '../../src/workspace/kind-of-file.js';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');

/** A document of a fixture file, and the schema that it is to be held against. */
export interface FixtureDocument {
  /** Relative to `fixtures/`; with the line where a file holds more than one. */
  readonly name: string;
  readonly file: string;
  readonly schema: string;
  readonly text: string;
  readonly value: unknown;
  /** What its folder says of it; `undefined` where the folder is about something else. */
  readonly valid: boolean | undefined;
}

/** A document of a fixture file that no schema can be applied to. */
export interface Apart {
  readonly file: string;
  /** `rules/syntax/fails`, … */
  readonly folder: string;
  readonly why: 'unparsed' | 'not Unicode' | 'of no schema';
}

export interface Fixtures {
  readonly files: readonly string[];
  readonly documents: readonly FixtureDocument[];
  readonly apart: readonly Apart[];
}

/** Every fixture that is a document: those of a schema by their folder, the others as a check would see them. */
export function readFixtures(): Fixtures {
  const files = [
    ...globSync('schemas/*/{valid,invalid}/**', { cwd: FIXTURES, posix: true, nodir: true }),
    ...globSync('{rules,demo}/**/*.{json,jsonl}', { cwd: FIXTURES, posix: true, nodir: true, dot: true }),
  ].sort();
  const documents: FixtureDocument[] = [];
  const apart: Apart[] = [];
  for (const file of files) {
    const folder = file.split('/').slice(0, 3).join('/');
    const format = formatOf(file);
    const bytes = readFileSync(path.join(FIXTURES, file));
    for (const document of parseDocuments(bytes, { format, limits: DEFAULT_LIMITS })) {
      const schema = document.parsed ? schemaOf(file, document.value) : undefined;
      if (!document.parsed || schema === undefined) {
        apart.push({ file, folder, why: document.parsed ? 'of no schema' : 'unparsed' });
        continue;
      }
      // Half a surrogate pair, written as an escape: JSON.parse takes it, other parsers refuse the whole text.
      if (document.problems.some(({ rule }) => rule === 'unsafe-string')) {
        apart.push({ file, folder, why: 'not Unicode' });
        continue;
      }
      documents.push({
        name: format === 'jsonl' ? `${file}:${String(document.line)}` : file,
        file,
        schema,
        text: document.text,
        value: document.value,
        valid: file.startsWith('schemas/') ? file.split('/')[2] === 'valid' : undefined,
      });
    }
  }
  return { files, documents, apart };
}

function schemaOf(file: string, value: unknown): string | undefined {
  if (file.startsWith('schemas/')) return file.split('/')[1];
  if (path.posix.basename(file) === 'stategate.config.json') return 'config';
  const kind = kindOfFile(`/${file}`);
  return kind && selectVariant(KINDS[kind], value)?.schema;
}
