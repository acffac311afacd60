import { BYTE_ORDER_MARK_PROBLEM } from '../document/decode.js';
import type { Document } from '../document/document.js';
import { locate } from '../document/locate.js';
import { type Path, type Range, toPointer } from '../document/position.js';
import type { SchemaMistake } from '../schema/explain-errors.js';
import { loadValidator } from '../schema/generated/validators.js';
import { isCode } from './config-names.js';
import { Fault } from './fault.js';
import { fill, printable } from './message.js';
import type { Rule } from './rule.js';

/** Whoever has mended these sees the others. */
const MOST_MISTAKES = 20;

/** One mistake: where it is, and what is told of it. It is put into words when it is told: of many, not all are. */
export type Mistake = () => { readonly range: Range; readonly at?: Path; readonly text: string };

/** What is wrong with a file of stategate's own. */
export interface Mistakes {
  readonly mistakes: readonly Mistake[];
  /** Whether there are more than these. */
  readonly isMore: boolean;
}

/** Holds a file of stategate's own against its schema. */
export async function mistakesOf(
  document: Document,
  schema: 'config' | 'baseline',
  rules: readonly Rule[],
): Promise<Mistakes> {
  const words = new Map(rules.map((rule) => [rule.id, rule.messages]));
  const problems = document.problems
    // Editors on Windows begin files with a byte-order mark; here nobody minds.
    .filter(({ message }) => message !== BYTE_ORDER_MARK_PROBLEM.message)
    .map(({ rule, message, data, range }): Mistake => {
      return () => ({ range, text: fill(words.get(rule)?.[message] ?? message, data) });
    });
  if (!document.parsed) return { mistakes: problems, isMore: false };

  const validate = await loadValidator[schema]();
  if (validate(document.value)) return { mistakes: problems, isMore: false };
  // Loaded by the first mistake, as in the linter.
  const [{ mistakesIn }, { withoutOtherShapes }] = await Promise.all([
    import('../schema/explain-errors.js'),
    import('../schema/branches.js'),
  ]);
  const found = mistakesIn(schema, document.value, withoutOtherShapes(validate.errors ?? []));
  const textOf = (mistake: SchemaMistake): string =>
    fill(ofRule(mistake) ?? words.get('schema')?.[mistake.message] ?? mistake.message, mistake.data);
  const mistakes = found.map(({ explain }): Mistake => {
    return () => {
      const mistake = explain();
      return { range: locate(document, mistake.at, mistake.on), at: mistake.at, text: textOf(mistake) };
    };
  });
  return { mistakes: [...problems, ...mistakes], isMore: validate.stopped === true };
}

/** What a rule may be set to. */
const SEVERITIES = '"off", "info", "warning" or "error"';

/** What is told of a rule that there is not, or has no options: the schema only knows of properties and types. */
function ofRule({ keyword, message, at, data }: SchemaMistake): string | undefined {
  if (at.at(-2) !== 'rules') return undefined;
  if (message === 'type') {
    return data['found'] === 'an array'
      ? '{name} is {found}; the rule has no options, so its severity stands alone'
      : `{name} is {found}; it must be ${SEVERITIES}`;
  }
  if (keyword === 'minItems' || keyword === 'maxItems') {
    return '{name} must be a severity alone, or a severity and its options, as in ["warning", {…}]';
  }
  if (message === 'unknown') return 'there is no rule "{property}"';
  return message === 'unknownNear' ? 'there is no rule "{property}"; did you mean "{near}"?' : undefined;
}

/**
 * The fault that tells mistakes, each with its place: of a file that is a program, where in what it makes.
 *
 * @param shown how the file is called
 */
export function faultOf(mistakes: readonly Mistake[], shown: string, isMore: boolean): Fault {
  const lines = mistakes.slice(0, MOST_MISTAKES).map((mistake) => {
    const { range, at, text } = mistake();
    return `${shown}${isCode(shown) ? inValue(at) : `:${String(range.line)}:${String(range.column)}`}: ${text}`;
  });
  const more = mistakes.length - lines.length;
  const rest = more > 0 ? [`… and ${isMore ? 'at least ' : ''}${String(more)} more`] : [];
  return new Fault([...lines, ...rest].join('\n'));
}

function inValue(at: Path = []): string {
  return at.length === 0 ? '' : `:${printable(toPointer(at))}`;
}
