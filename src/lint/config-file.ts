import path from 'node:path';
import { DEFAULT_LIMITS } from '../document/document.js';
import { parseDocuments, readDocuments } from '../document/documents.js';
import { displayPath } from '../workspace/paths.js';
import { isThere, standingFrom } from '../workspace/standing.js';
import { configOf } from './config-mistakes.js';
import { Fault } from './fault.js';
import { printable } from './message.js';
import type { Rule } from './rule.js';
import { type Settled, settled, unconfigured } from './settled.js';

const CONFIG_FILE = 'stategate.config.json';

/**
 * Reads the configuration that holds in a folder: the nearest `stategate.config.json` up the tree, or the file
 * named. Throws a `Fault` with place and likely spelling when the file is wrong, and when a named file is absent.
 */
export async function loadConfig(cwd: string, named: string | undefined, rules: readonly Rule[]): Promise<Settled> {
  const file = named === undefined ? nearestFile(cwd) : path.resolve(cwd, named);
  if (file === undefined) return unconfigured(cwd);
  if (!isThere(file)) throw new Fault(`there is no config file ${printable(named ?? file)}`);
  const folder = path.dirname(file);
  // Whoever names a file means it, wherever links lead; one that lies in a tree must not lead out of it.
  const root = named === undefined ? standingFrom(folder)(folder).root : undefined;
  const [document] = readDocuments(file, { format: 'json', limits: DEFAULT_LIMITS, root });
  if (!document) throw new Error('a JSON file holds one document');
  return settled(await configOf(document, { shown: printable(displayPath(cwd, file)), rules }), file);
}

/**
 * The configuration that the text of its file says. Throws a `Fault` with place and likely spelling when it is wrong.
 *
 * @param file its path, absolute
 */
export async function configIn(
  bytes: Uint8Array,
  { file, shown, rules }: { readonly file: string; readonly shown: string; readonly rules: readonly Rule[] },
): Promise<Settled> {
  const [document] = parseDocuments(bytes, { format: 'json', limits: DEFAULT_LIMITS });
  if (!document) throw new Error('a JSON file holds one document');
  return settled(await configOf(document, { shown, rules }), file);
}

function nearestFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, CONFIG_FILE);
    if (isThere(file)) return file;
    if (path.dirname(folder) === folder) return undefined;
  }
}
