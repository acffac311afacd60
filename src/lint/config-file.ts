import path from 'node:path';
import { BYTE_ORDER_MARK_PROBLEM } from '../document/decode.js';
import { DEFAULT_LIMITS, type Document } from '../document/document.js';
import { parseDocuments, readDocuments } from '../document/documents.js';
import { locate } from '../document/locate.js';
import { nearest } from '../schema/near.js';
import { loadValidator } from '../schema/generated/validators.js';
import { displayPath } from '../workspace/paths.js';
import { isThere, standingFrom } from '../workspace/standing.js';
import type { Config } from './config.js';
import { Fault } from './fault.js';
import { fill, printable } from './message.js';
import type { Rule } from './rule.js';

const CONFIG_FILE = 'stategate.config.json';

/** Whoever has mended these sees the others. */
const MOST_FAULTS = 20;

/** A configuration and the folder that its globs are relative to. */
export interface LoadedConfig {
  readonly config: Config;
  readonly folder: string;
}

/**
 * Reads the configuration that holds in a folder: the nearest `stategate.config.json` up the tree, or the file
 * named. Throws a `Fault` with place and likely spelling when the file is wrong, and when a named file is absent.
 */
export async function loadConfig(
  cwd: string,
  named: string | undefined,
  rules: readonly Rule[],
): Promise<LoadedConfig> {
  const file = named === undefined ? nearestFile(cwd) : path.resolve(cwd, named);
  if (file === undefined) return { config: {}, folder: cwd };
  if (!isThere(file)) throw new Fault(`there is no config file ${printable(named ?? file)}`);
  const folder = path.dirname(file);
  // Whoever names a file means it, wherever links lead; one that lies in a tree must not lead out of it.
  const root = named === undefined ? standingFrom(folder)(folder).root : undefined;
  return { config: await readConfig(file, { root, shown: printable(displayPath(cwd, file)), rules }), folder };
}

function nearestFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, CONFIG_FILE);
    if (isThere(file)) return file;
    if (path.dirname(folder) === folder) return undefined;
  }
}

interface Reading extends Wording {
  /** The real path of the tree that links must not leave; without it they are followed anywhere. */
  readonly root: string | undefined;
}

/** What faults are told with. */
interface Wording {
  /** How the file is called. */
  readonly shown: string;
  readonly rules: readonly Rule[];
}

/** The file comes with the tree that is checked, so it is read as carefully as any file there. */
async function readConfig(file: string, { root, ...wording }: Reading): Promise<Config> {
  const [document] = readDocuments(file, { format: 'json', limits: DEFAULT_LIMITS, root });
  if (!document) throw new Error('a JSON file holds one document');
  return configOf(document, wording);
}

/** The configuration that the text of its file says. Throws a `Fault` with place and likely spelling when it is wrong. */
export function configIn(bytes: Uint8Array, wording: Wording): Promise<Config> {
  const [document] = parseDocuments(bytes, { format: 'json', limits: DEFAULT_LIMITS });
  if (!document) throw new Error('a JSON file holds one document');
  return configOf(document, wording);
}

async function configOf(document: Document, { shown, rules }: Wording): Promise<Config> {
  const words = new Map(rules.map((rule) => [rule.id, rule.messages]));
  const faults = document.problems
    // Editors on Windows begin files with a byte-order mark; here nobody minds.
    .filter(({ message }) => message !== BYTE_ORDER_MARK_PROBLEM.message)
    .map(({ rule, message, data, range }) => ({ range, text: fill(words.get(rule)?.[message] ?? message, data) }));
  /** How many more faults there are, which nobody is told. */
  let untold = 0;
  if (document.parsed) {
    const validate = await loadValidator.config();
    const errors = validate(document.value) ? [] : (validate.errors ?? []);
    // Loaded by the first mistake, as in the linter.
    const { explainErrors } = await import('../schema/explain-errors.js');
    for (const { message, at, on, data } of explainErrors('config', document.value, errors)) {
      faults.push({ range: locate(document, at, on), text: fill(words.get('schema')?.[message] ?? message, data) });
    }
    if (faults.length === 0) {
      const { rules: named = {} } = document.value as Config;
      const unknown = Object.keys(named).filter((name) => !words.has(name));
      untold = Math.max(0, unknown.length - MOST_FAULTS);
      // Each is held against the names of all rules, and its place is looked for: not for more than are told.
      for (const id of unknown.slice(0, MOST_FAULTS)) {
        const near = nearest(id, [...words.keys()]);
        const hint = near === undefined ? '' : '; did you mean "{near}"?';
        faults.push({
          range: locate(document, ['rules', id], 'key'),
          text: fill(`there is no rule "{id}"${hint}`, { id, near: near ?? null }),
        });
      }
    }
    if (faults.length === 0) {
      const { ignores = [] } = document.value as Config;
      for (const { index, text } of await refusedAmong(ignores)) {
        faults.push({ range: locate(document, ['ignores', index]), text });
      }
    }
    if (faults.length === 0) return document.value as Config;
  }
  const lines = faults.map(({ range, text }) => `${shown}:${String(range.line)}:${String(range.column)}: ${text}`);
  const more = lines.length - MOST_FAULTS + untold;
  throw new Fault([...lines.slice(0, MOST_FAULTS), ...(more > 0 ? [`… and ${String(more)} more`] : [])].join('\n'));
}

async function refusedAmong(globs: readonly string[]): Promise<{ index: number; text: string }[]> {
  if (globs.length === 0) return [];
  // Loaded here, so that who ignores nothing does not wait for it.
  const { refusalOf } = await import('../workspace/pattern.js');
  return globs.flatMap((glob, index) => {
    const reason = refusalOf(glob)?.refused;
    if (reason === undefined) return [];
    return [{ index, text: fill('the glob "{glob}" is not taken: {reason}', { glob, reason }) }];
  });
}
