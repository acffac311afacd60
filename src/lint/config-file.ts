import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_LIMITS } from '../document/document.js';
import { locate } from '../document/locate.js';
import { parseDocument } from '../document/parse.js';
import { explainErrors } from '../schema/explain-errors.js';
import { nearest } from '../schema/near.js';
import { loadValidator } from '../schema/generated/validators.js';
import type { Config } from './config.js';
import { Fault } from './fault.js';
import { fill } from './message.js';
import type { Rule } from './rule.js';

export const CONFIG_FILE = 'stategate.config.json';

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
  const found = named === undefined ? nearestFile(cwd) : readNamed(path.resolve(cwd, named), named);
  if (!found) return { config: {}, folder: cwd };
  const shown = path.relative(cwd, found.file) || found.file;
  return { config: await parseConfig(found.text, shown, rules), folder: path.dirname(found.file) };
}

function nearestFile(cwd: string): { file: string; text: string } | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, CONFIG_FILE);
    const text = readIfThere(file);
    if (text !== undefined) return { file, text };
    if (path.dirname(folder) === folder) return undefined;
  }
}

function readNamed(file: string, named: string): { file: string; text: string } {
  const text = readIfThere(file);
  if (text === undefined) throw new Fault(`there is no config file ${named}`);
  return { file, text };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Fault(`the config file ${file} cannot be read (${String(code)})`);
  }
}

async function parseConfig(text: string, shown: string, rules: readonly Rule[]): Promise<Config> {
  const words = new Map(rules.map((rule) => [rule.id, rule.messages]));
  const document = parseDocument(text.replace(/^\uFEFF/u, ''), 1, DEFAULT_LIMITS);
  const faults = document.problems.map(({ rule, message, data, range }) => ({
    range,
    text: fill(words.get(rule)?.[message] ?? message, data),
  }));
  if (document.parsed) {
    const validate = await loadValidator.config();
    const mistakes = validate(document.value) ? [] : explainErrors('config', document.value, validate.errors ?? []);
    for (const { message, at, on, data } of mistakes) {
      faults.push({ range: locate(document, at, on), text: fill(words.get('schema')?.[message] ?? message, data) });
    }
    if (faults.length === 0) {
      const config = document.value as Config;
      for (const id of Object.keys(config.rules ?? {}).filter((name) => !words.has(name))) {
        const near = nearest(id, [...words.keys()]);
        const hint = near === undefined ? '' : '; did you mean "{near}"?';
        faults.push({
          range: locate(document, ['rules', id], 'key'),
          text: fill(`there is no rule "{id}"${hint}`, { id, near: near ?? null }),
        });
      }
    }
  }
  if (faults.length === 0 && document.parsed) return document.value as Config;
  throw new Fault(
    faults.map(({ range, text: what }) => `${shown}:${String(range.line)}:${String(range.column)}: ${what}`).join('\n'),
  );
}
