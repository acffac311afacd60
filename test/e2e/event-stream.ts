import type { Block } from './script.js';

/** An answer as the server-sent events of a streamed message (https://docs.claude.com/en/docs/build-with-claude/streaming). */
export function eventStream(
  message: { readonly id: string; readonly model: string },
  blocks: readonly Block[],
): string {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const start = { ...message, type: 'message', role: 'assistant', content: [], stop_reason: null, usage };
  const end = { stop_reason: stopReason(blocks), stop_sequence: null };
  return [
    event('message_start', { message: start }),
    ...blocks.flatMap((block, index) => [
      event('content_block_start', { index, content_block: opening(block) }),
      event('content_block_delta', { index, delta: delta(block) }),
      event('content_block_stop', { index }),
    ]),
    event('message_delta', { delta: end, usage }),
    event('message_stop', {}),
  ].join('');
}

/** Why a message of these blocks ends where it ends. */
export function stopReason(blocks: readonly Block[]): 'tool_use' | 'end_turn' {
  return blocks.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn';
}

function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

function opening(block: Block): object {
  if (block.type === 'text') return { type: 'text', text: '' };
  return { type: 'tool_use', id: block.id, name: block.name, input: {} };
}

function delta(block: Block): object {
  if (block.type === 'text') return { type: 'text_delta', text: block.text };
  return { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
}
