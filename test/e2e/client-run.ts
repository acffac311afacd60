import { isForModel, type Recorded } from './messages-api.js';
import { type ContentBlock, type MessagesRequest, openingOf, textOf, type ToolUseBlock } from './script.js';

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
  /** Requests for an answer of the model, without those on the side. */
  readonly turns: readonly MessagesRequest[];

  constructor({ code, stdout, stderr, requests }: Ended) {
    this.code = code;
    this.stderr = stderr;
    const lines = stdout.split('\n').filter((line) => line !== '');
    this.events = lines.map((line) => JSON.parse(line) as ClientEvent);
    const asked = requests.filter(isForModel).map(({ body }) => JSON.parse(body) as MessagesRequest);
    this.turns = asked.filter(({ tools }) => (tools ?? []).length > 0);
  }

  /** What the client told the model of a tool call. */
  resultOf(call: ToolUseBlock): ToolResult {
    const found = this.results.find(({ id }) => id === call.id);
    if (!found) throw new Error(`the client has sent no result of ${call.name} ${call.id}\n${this.stderr}`);
    return found;
  }

  /** The results of all tool calls, of sub-agents too. */
  get results(): readonly (ToolResult & { readonly id: string | undefined })[] {
    return this.#blocks()
      .filter(({ type }) => type === 'tool_result')
      .map(({ tool_use_id: id, content, is_error }) => ({ id, text: textOf(content), isError: is_error === true }));
  }

  /** All that the client told the models beside the results of tools: prompts, reminders, what hooks said. */
  get said(): string {
    const texts = this.#blocks().filter(({ type }) => type === 'text');
    return texts.map(({ text }) => text).join('\n');
  }

  /** What the models were sent in all: each conversation once, as it stood at its last turn. */
  #blocks(): readonly ContentBlock[] {
    const last = new Map(this.turns.map((turn) => [openingOf(turn), turn]));
    return [...last.values()].flatMap(({ messages }) =>
      messages
        .filter(({ role }) => role !== 'assistant')
        .flatMap(({ content }) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content)),
    );
  }
}
