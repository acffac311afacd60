import type { Document } from '../document/document.js';
import { locate } from '../document/locate.js';
import type { Path } from '../document/position.js';
import type { Config } from './config.js';
import { fill } from './message.js';
import { faultOf, mistakesOf } from './own-mistakes.js';
import type { Rule } from './rule.js';

/** What mistakes are told with. */
interface Wording {
  /** How the file is called. */
  readonly shown: string;
  readonly rules: readonly Rule[];
}

/** The configuration that a document is. Throws a `Fault` that tells what is wrong with it, and where. */
export async function configOf(document: Document, { shown, rules }: Wording): Promise<Config> {
  const { mistakes, isMore } = await mistakesOf(document, 'config', rules);
  if (mistakes.length > 0 || !document.parsed) throw faultOf(mistakes, shown, isMore);
  const config = document.value as Config;
  const others = await refusedGlobs(config);
  if (others.length === 0) return config;
  throw faultOf(
    others.map(([at, text]) => () => ({ range: locate(document, at), at, text })),
    shown,
    false,
  );
}

/** No path that is relative to a folder begins so; one with two may be a share of Windows. */
const ABSOLUTE = /^\/(?!\/)/u;
const NOT_RELATIVE =
  'it matches nothing, since globs are relative to the folder of the configuration, and begin without "/"';

async function refusedGlobs({ ignores = [], overrides = [] }: Config): Promise<[Path, string][]> {
  const globs = [
    ...ignores.map((glob, index) => [['ignores', index], glob] as const),
    ...overrides.flatMap(({ files }, at) =>
      files.map((glob, index) => [['overrides', at, 'files', index], glob] as const),
    ),
  ];
  if (globs.length === 0) return [];
  // Loaded here, so that who has none does not wait for it.
  const { refusalOf } = await import('../workspace/pattern.js');
  return globs.flatMap(([at, glob]): [Path, string][] => {
    const reason = refusalOf(glob)?.refused ?? (ABSOLUTE.test(glob) ? NOT_RELATIVE : undefined);
    if (reason === undefined) return [];
    return [[at, fill('the glob "{glob}" is not taken: {reason}', { glob, reason })]];
  });
}
