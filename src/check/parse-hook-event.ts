import schemaRule from '../../rules/schema.js';
import syntaxRule from '../../rules/syntax.js';
import { syntaxProblem } from '../document/syntax.js';
import type { MessageData } from '../document/problem.js';
import { fill } from '../lint/message.js';
import type { Rule } from '../lint/rule.js';
import { explainErrors } from '../schema/explain-errors.js';
import type { HookEvent, UnlistedHookEvent } from '../schema/generated/schema-types.js';
import { judgeHookEvent } from '../schema/hook-event.js';

/** What a text on a hook's standard input turned out to be. */
export type ParsedHookEvent =
  | { readonly status: 'event'; readonly event: HookEvent }
  /** An event of a newer client: the common fields are as they should be. */
  | { readonly status: 'unlisted'; readonly event: UnlistedHookEvent }
  /** A payload of another client, which writes camelCase names. */
  | { readonly status: 'foreign' }
  /** What is wrong, a line each, in the words of the rules `syntax` and `schema`, without control characters. */
  | { readonly status: 'invalid'; readonly errors: readonly string[] };

/** Reads what Claude Code gives to a hook on standard input. Never throws. */
export function parseHookEvent(text: string): ParsedHookEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { message, data, range } = syntaxProblem(text, 1);
    const place = `line ${String(range.line)}, column ${String(range.column)}`;
    return { status: 'invalid', errors: [`not JSON: ${wordsOf(syntaxRule, message, data)} (${place})`] };
  }
  const judged = judgeHookEvent(value);
  if (judged.status !== 'invalid') return judged;
  const mistakes = explainErrors('hook-event', value, judged.errors);
  return { status: 'invalid', errors: mistakes.map(({ message, data }) => wordsOf(schemaRule, message, data)) };
}

function wordsOf({ messages }: Rule, message: string, data: MessageData): string {
  return fill(messages[message] ?? message, data);
}
