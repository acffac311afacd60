import { KINDS } from '../schema/kinds.js';
import type { SessionState } from '../schema/phases.js';
import { selectVariant } from '../schema/select.js';

/** The state of a session that a file holds; `undefined` where it holds something else. */
export function stateIn(content: Uint8Array): SessionState | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(content).toString('utf8'));
    const schema = selectVariant(KINDS['session-state'], value)?.schema;
    return schema === undefined ? undefined : ({ schema, value } as unknown as SessionState);
  } catch {
    return undefined;
  }
}
