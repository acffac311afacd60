import { isForModel, type Recorded } from './messages-api.js';
import { type ContentBlock, type MessagesRequest, textOf, type ToolUseBlock } from './script.js';

/** A line that the client printed. */
export interface ClientEvent {
  readonly type: string;
  readonly subtype?: string;
  readonly [key: string]: unknown;
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly Recorded[];
}

/** What came of a tool call, as the client told the model. */
export interface ToolResult {
  readonly text: string;
  readonly isError: boolean;
}

/** A run of the client that has ended: what it printed, and what it sent to the model. */
export class ClientRun {
  readonly code: number | null;
  readonly stderr: string;
  readonly events: readonly ClientEvent[];
  /** All requests to the API, other than for the model's answers too. */
  readonly requests: readonly Recorded[];
  /** Requests for an answer of the model, without those on the side. */
  readonly turns: readonly MessagesRequest[];

  constructor({ code, stdout, stderr, requests }: Ended) {
    this.code = code;
    this.stderr = stderr;
    this.requests = requests;
    const lines = stdout.split('\n').filter((line) => line !== '');
    this.events = lines.map((line) => JSON.parse(line) as ClientEvent);
    const asked = requests.filter(isForModel).map(({ body }) => JSON.parse(body) as MessagesRequest);
    this.turns = asked.filter(({ tools }) => (tools ?? []).length > 0);
  }

  /** What the client told the model of a tool call. */
  resultOf(call: ToolUseBlock): ToolResult {
    const found = this.#blocks().find(({ type, tool_use_id: id }) => type === 'tool_result' && id === call.id);
    if (!found) throw new Error(`the client has sent no result of ${call.name} ${call.id}\n${this.stderr}`);
    return { text: textOf(found.content), isError: found.is_error === true };
  }

  /** All text that the client sent the model beside the results of tools: prompts, reminders, what hooks said. */
  get said(): readonly string[] {
    const texts = this.turns.flatMap(({ messages }) =>
      messages
        .filter(({ role }) => role !== 'assistant')
        .flatMap(({ content }) =>
          typeof content === 'string' ? [content] : content.flatMap(({ type, text }) => (type === 'text' ? [text!] : [])),
        ),
    );
    return [...new Set(texts)];
  }

  #blocks(): readonly ContentBlock[] {
    return this.turns.flatMap(({ messages }) =>
      messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content)),
    );
  }
}
