import { DEFAULT_LIMITS } from '../document/document.js';
import { nameOf } from '../document/position.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { LIFECYCLES } from '../schema/generated/lifecycles.js';
import { KINDS } from '../schema/kinds.js';
import { currentPhase, fieldsOfMove, type Phase, type SessionState } from '../schema/phases.js';
import { selectVariant } from '../schema/select.js';
import { nextOf } from '../schema/vocabulary/machine.js';
import type { Content } from './content.js';
import { documentOf } from './document-of.js';
import type { Change } from './judge.js';

/** Rules that a move between phases runs into when its fields are written one by one. */
const OF_PHASES: ReadonlySet<string> = new Set(['phase-order', 'timestamps-in-order']);

/** The rule that it runs into when the phase is written alone, where that is an error, as in the preset `strict`. */
const OF_MOVES = 'phase-times';

/**
 * Names the fields that a move to the next phase sets in one edit, with the values they need; nothing where it was
 * something else that went wrong.
 */
export function together({ before, after }: Change, errors: readonly Diagnostic[], now: Date): string[] {
  const isByField = errors.some(({ ruleId }) => OF_PHASES.has(ruleId));
  if (!isByField && !errors.some(({ ruleId }) => ruleId === OF_MOVES)) return [];
  const [was, is] = [stateIn(before), stateIn(after)];
  const from = was && currentPhase(was);
  if (!was || !is || from === undefined || was.schema !== is.schema) return [];
  const wanted = currentPhase(is);
  const machine = LIFECYCLES[`${was.schema}.current_phase`];
  const next = nextOf(machine, from) as readonly Phase[];
  const isMove = wanted !== undefined && next.includes(wanted);
  const to = isMove ? wanted : isByField ? next[0] : undefined;
  if (to === undefined) return [];
  const time = now.toISOString().replace(/\.\d+Z$/u, 'Z');
  const fields = fieldsOfMove(was.schema, from, to).map(({ at, word }) => `${nameOf(at)} = "${word ?? time}"`);
  return [`from "${from}" to "${to}" these belong together, in one edit: ${fields.join(', ')}`];
}

function stateIn(content: Content | undefined): SessionState | undefined {
  const document = documentOf(content, DEFAULT_LIMITS);
  if (document?.parsed !== true) return undefined;
  const schema = selectVariant(KINDS['session-state'], document.value)?.schema;
  return schema?.startsWith('session-state-') === true
    ? ({ schema, value: document.value } as unknown as SessionState)
    : undefined;
}
