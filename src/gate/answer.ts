/** What the gate has to say to an event. */
export type Answer =
  /** Nothing. */
  | { readonly type: 'pass' }
  /** Something that the model should know; nothing is held up. */
  | { readonly type: 'inform'; readonly context: string }
  /** A tool call that must not be made. */
  | { readonly type: 'deny'; readonly reason: string }
  /** What was done must be mended, or the end must wait. */
  | { readonly type: 'block'; readonly reason: string };

export const PASS: Answer = { type: 'pass' };

/**
 * An answer as the client reads it on standard output with exit code 0; empty where there is nothing to say.
 *
 * @see https://code.claude.com/docs/en/hooks for what each event takes
 */
export function outputOf(event: string, answer: Answer): string {
  switch (answer.type) {
    case 'pass':
      return '';
    case 'inform':
      return json({ hookSpecificOutput: { hookEventName: event, additionalContext: short(answer.context) } });
    case 'deny':
      return json({
        hookSpecificOutput: {
          hookEventName: event,
          permissionDecision: 'deny',
          permissionDecisionReason: short(answer.reason),
        },
      });
    case 'block':
      return json({ decision: 'block', reason: short(answer.reason) });
  }
}

/** The most that a model is told at once, however many reasons there are; each is short by itself. */
const MOST_CHARACTERS = 2_000;

function short(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…` : text;
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
