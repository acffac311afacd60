import { BYTE_ORDER_MARK_PROBLEM } from '../document/decode.js';
import type { Document } from '../document/document.js';
import { locate } from '../document/locate.js';
import type { Path, Range } from '../document/position.js';
import type { SchemaMistake } from '../schema/explain-errors.js';
import { loadValidator } from '../schema/generated/validators.js';
import type { Config } from './config.js';
import { Fault } from './fault.js';
import { fill } from './message.js';
import { presetCalled } from './settled.js';
import type { Rule } from './rule.js';

/** Whoever has mended these sees the others. */
const MOST_MISTAKES = 20;

/** What mistakes are told with. */
interface Wording {
  /** How the file is called. */
  readonly shown: string;
  readonly rules: readonly Rule[];
}

/** One mistake: where it is, and what is told of it. It is put into words when it is told: of many, not all are. */
type Mistake = () => { readonly range: Range; readonly text: string };

/** The configuration that a document is. Throws a `Fault` that tells what is wrong with it, and where. */
export async function configOf(document: Document, { shown, rules }: Wording): Promise<Config> {
  const words = new Map(rules.map((rule) => [rule.id, rule.messages]));
  const problems = document.problems
    // Editors on Windows begin files with a byte-order mark; here nobody minds.
    .filter(({ message }) => message !== BYTE_ORDER_MARK_PROBLEM.message)
    .map(({ rule, message, data, range }): Mistake => {
      return () => ({ range, text: fill(words.get(rule)?.[message] ?? message, data) });
    });
  if (!document.parsed) throw faultOf(problems, shown);

  const validate = await loadValidator.config();
  const errors = validate(document.value) ? [] : (validate.errors ?? []);
  let mistakes = problems;
  if (errors.length > 0) {
    // Loaded by the first mistake, as in the linter.
    const [{ mistakesIn }, { withoutOtherShapes }] = await Promise.all([
      import('../schema/explain-errors.js'),
      import('../schema/branches.js'),
    ]);
    const found = mistakesIn('config', document.value, withoutOtherShapes(errors));
    const textOf = (mistake: SchemaMistake): string =>
      fill(ofRule(mistake) ?? words.get('schema')?.[mistake.message] ?? mistake.message, mistake.data);
    mistakes = mistakes.concat(
      found.map(({ explain }) => () => {
        const mistake = explain();
        return { range: locate(document, mistake.at, mistake.on), text: textOf(mistake) };
      }),
    );
  }
  const at = (place: Path, text: string): Mistake => {
    return () => ({ range: locate(document, place), text });
  };
  if (mistakes.length === 0) {
    const config = document.value as Config;
    mistakes = [...unknownBases(config), ...(await refusedGlobs(config))].map(([place, text]) => at(place, text));
  }
  if (mistakes.length > 0) throw faultOf(mistakes, shown, validate.stopped);
  return document.value as Config;
}

/** What is told of a rule that there is not: the schema only knows of properties. */
function ofRule({ message, at }: SchemaMistake): string | undefined {
  if (at.at(-2) !== 'rules') return undefined;
  if (message === 'unknown') return 'there is no rule "{property}"';
  return message === 'unknownNear' ? 'there is no rule "{property}"; did you mean "{near}"?' : undefined;
}

function unknownBases({ extends: bases = [] }: Config): [Path, string][] {
  return [bases].flat().flatMap((name, index): [Path, string][] => {
    if (presetCalled(name) !== undefined) return [];
    const at = typeof bases === 'string' ? ['extends'] : ['extends', index];
    return [[at, fill('there is no preset "{name}"', { name })]];
  });
}

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
    const reason = refusalOf(glob)?.refused;
    if (reason === undefined) return [];
    return [[at, fill('the glob "{glob}" is not taken: {reason}', { glob, reason })]];
  });
}

/** @param isMore whether there are more mistakes than these */
function faultOf(mistakes: readonly Mistake[], shown: string, isMore = false): Fault {
  const lines = mistakes.slice(0, MOST_MISTAKES).map((mistake) => {
    const { range, text } = mistake();
    return `${shown}:${String(range.line)}:${String(range.column)}: ${text}`;
  });
  const more = mistakes.length - lines.length;
  const rest = more > 0 ? [`… and ${isMore ? 'at least ' : ''}${String(more)} more`] : [];
  return new Fault([...lines, ...rest].join('\n'));
}
