/** What the gate reads of a hook's payload. Whatever else the client sends is its own business. */
export interface Payload {
  /** `hook_event_name`. */
  readonly event: string;
  /** The agent's working directory, absolute. */
  readonly cwd: string;
  /** The agent's session; `unknown` where the client does not say. */
  readonly sessionId: string;
  readonly toolName: string;
  readonly toolInput: ToolInput;
  readonly toolResponse: unknown;
  /** Of a Stop that follows one that was blocked. */
  readonly isAgain: boolean;
  /** Of a ConfigChange: the settings file that changed, absolute; empty where it is not one file. */
  readonly filePath: string;
  /** Of a SessionStart: `startup`, `resume`, `clear`, `compact`. */
  readonly source: string;
}

export type ToolInput = Readonly<Record<string, unknown>>;

/** A text that the gate can do nothing with, and why: for whoever set up the hook. */
export interface Foreign {
  readonly note: string;
}

/**
 * Reads a payload as Claude Code sends it; unknown events and fields are none of the gate's concern.
 *
 * @param source what the text is called in notes
 */
export function readPayload(text: string, source = 'standard input'): Payload | Foreign {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { note: `${source} is ${text.trim() === '' ? 'empty' : 'not JSON'}` };
  }
  if (!isObject(value)) return { note: `${source} is no JSON object` };
  const event = value['hook_event_name'];
  if (typeof event !== 'string') {
    return 'hookEventName' in value
      ? { note: 'this is the payload of another client, which writes hookEventName for hook_event_name' }
      : { note: `${source} has no hook_event_name` };
  }
  const input = value['tool_input'];
  return {
    event,
    cwd: textOf(value['cwd']),
    sessionId: textOf(value['session_id']) || 'unknown',
    toolName: textOf(value['tool_name']),
    toolInput: isObject(input) ? input : {},
    toolResponse: value['tool_response'],
    isAgain: value['stop_hook_active'] === true,
    filePath: textOf(value['file_path']),
    source: textOf(value['source']),
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
