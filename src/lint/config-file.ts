import path from 'node:path';
import { DEFAULT_LIMITS, type Document } from '../document/document.js';
import { parseDocuments, readDocuments } from '../document/documents.js';
import { displayPath } from '../workspace/paths.js';
import { isThere, standingFrom } from '../workspace/standing.js';
import { CODE_FILES, CONFIG_FILE, isCode } from './config-names.js';
import { partsOf, type Reading } from './extending.js';
import { Fault } from './fault.js';
import { printable } from './message.js';
import type { Rule } from './rule.js';
import { type Settled, settled, unconfigured } from './settled.js';

/**
 * Reads the configuration that holds in a folder: the nearest `stategate.config.json` up the tree, or the file
 * named. Throws a `Fault` with place and likely spelling when the file is wrong, and when a named file is absent.
 * A program is run only if it is named: what lies in a tree is not trusted so far.
 */
export async function loadConfig(cwd: string, named: string | undefined, rules: readonly Rule[]): Promise<Settled> {
  const { file, unloaded } = named === undefined ? nearest(cwd) : { file: path.resolve(cwd, named) };
  const noted = unloaded === undefined ? {} : { unloaded };
  if (file === undefined) return { ...unconfigured(cwd), ...noted };
  if (!isThere(file)) throw new Fault(`there is no config file ${printable(named ?? file)}`);
  const folder = path.dirname(file);
  // Whoever names a file means it, wherever links lead; one that lies in a tree must not lead out of it.
  const root = named === undefined ? standingFrom(folder)(folder).root : undefined;
  const shown = (one: string): string => printable(displayPath(cwd, one));
  const document = isCode(file) ? await documentOfCode(file, shown(file)) : documentAt(file, root);
  return { ...settled(await partsOf(document, file, { rules, shown, root, read: basesIn(root) }), file), ...noted };
}

async function documentOfCode(file: string, shown: string): Promise<Document> {
  // Loaded here, so that a configuration that is data does not wait for it.
  const { codeConfig } = await import('./code-config.js');
  return documentIn(await codeConfig(file, shown));
}

/**
 * The configuration that the text of its file says. Throws a `Fault` with place and likely spelling when it is wrong.
 *
 * @param file its path, absolute
 */
export async function configIn(bytes: Uint8Array, file: string, reading: Reading): Promise<Settled> {
  return settled(await partsOf(documentIn(bytes), file, reading), file);
}

/** Reads files that are extended, from where they stand. */
export function basesIn(root: string | undefined): Reading['read'] {
  return (file) => (isThere(file) ? documentAt(file, root) : undefined);
}

/** The document of a JSON text. */
export function documentIn(bytes: Uint8Array): Document {
  return only(parseDocuments(bytes, { format: 'json', limits: DEFAULT_LIMITS }));
}

function documentAt(file: string, root: string | undefined): Document {
  return only(readDocuments(file, { format: 'json', limits: DEFAULT_LIMITS, root }));
}

function only([document]: Iterable<Document>): Document {
  if (!document) throw new Error('a JSON file holds one document');
  return document;
}

/** The configuration that holds in a folder, and a nearer one that does not, since it is a program. */
interface Nearest {
  readonly file?: string;
  readonly unloaded?: string;
}

function nearest(cwd: string): Nearest {
  let unloaded: string | undefined;
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, CONFIG_FILE);
    if (isThere(file)) return unloaded === undefined ? { file } : { file, unloaded };
    unloaded ??= CODE_FILES.map((name) => path.join(folder, name)).find(isThere);
    if (path.dirname(folder) === folder) return unloaded === undefined ? {} : { unloaded };
  }
}
