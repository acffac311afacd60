/** A part of an answer of the model, as the Messages API has it (https://docs.claude.com/en/api/messages). */
export type Block = TextBlock | ToolUseBlock;

export interface TextBlock {
  readonly type: 'text';
  readonly text: string;
}

export interface ToolUseBlock {
  readonly type: 'tool_use';
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the sub-agent that this call starts answers; it is found by its prompt. */
  readonly agent?: Conversation;
}

/** One answer of the model: fixed, or made from what the client has just sent. */
export type Turn = readonly Block[] | ((request: MessagesRequest) => readonly Block[]);

/** The answers of the model, in order. When they are used up it says "done". */
export type Script = readonly Turn[];

export interface Conversation {
  /** Stands in the conversation's first message. */
  readonly prompt: string;
  readonly script: Script;
}

/** What of a request to /v1/messages is read here. */
export interface MessagesRequest {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly Message[];
  readonly tools?: readonly { readonly name: string }[];
}

export interface Message {
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: string | readonly ContentBlock[];
}

export interface ContentBlock {
  readonly type: string;
  readonly text?: string;
  readonly tool_use_id?: string;
  readonly is_error?: boolean;
  readonly content?: string | readonly ContentBlock[];
}

let calls = 0;

/** A tool call. Its id is new, so that its result can be told from others. */
export function use(name: string, input: Readonly<Record<string, unknown>>): ToolUseBlock {
  calls += 1;
  return { type: 'tool_use', id: `toolu_scripted_${calls}`, name, input };
}

/** Starts a sub-agent that is played by a script of its own, and waits for its end. */
export function useAgent(prompt: string, script: Script): ToolUseBlock {
  const input = { description: 'scripted', prompt, subagent_type: 'general-purpose', run_in_background: false };
  return { ...use('Agent', input), agent: { prompt, script } };
}

export function say(text: string): TextBlock {
  return { type: 'text', text };
}

/** The text in a message or a tool's result, without its structure. */
export function textOf(content: string | readonly ContentBlock[] | undefined): string {
  if (content === undefined || typeof content === 'string') return content ?? '';
  return content.map((block) => block.text ?? textOf(block.content)).join('\n');
}

/** The text with which a conversation begins, as it stands in each of its requests. */
export function openingOf({ messages }: MessagesRequest): string {
  return textOf(messages.find(({ role }) => role === 'user')?.content);
}
