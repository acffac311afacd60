import type { HookEvent, UnlistedHookEvent } from './generated/schema-types.js';
import { schemas } from './generated/schemas.js';
import { validate } from './generated/validators/hook-event.js';
import { KINDS } from './kinds.js';
import { selectVariant } from './select.js';

/** The name of an event that the schemas describe. */
export type HookEventName = HookEvent['hook_event_name'];

/** The names of the events that the schemas describe. */
export const HOOK_EVENT_NAMES: readonly HookEventName[] = schemas['hook-event'].definitions.eventName.enum;

const LISTED: ReadonlySet<string> = new Set(HOOK_EVENT_NAMES);

/** What a text on a hook's standard input turned out to be. */
export type ParsedHookEvent =
  | { readonly status: 'event'; readonly event: HookEvent }
  /** An event of a newer client: the common fields are as they should be. */
  | { readonly status: 'unlisted'; readonly event: UnlistedHookEvent }
  /** A payload of another client, which writes camelCase names. */
  | { readonly status: 'foreign' }
  | { readonly status: 'invalid'; readonly errors: readonly string[] };

/** Whether a value is a hook event that the schemas describe. */
export function isHookEvent(value: unknown): value is HookEvent {
  return validate(value) && isListed(value);
}

/** Whether a value is a hook event that the schemas do not describe, as newer clients send them. */
export function isUnlistedHookEvent(value: unknown): value is UnlistedHookEvent {
  return validate(value) && !isListed(value);
}

/** Reads what Claude Code gives to a hook on standard input. Never throws. */
export function parseHookEvent(text: string): ParsedHookEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { status: 'invalid', errors: [`not JSON: ${(error as Error).message}`] };
  }
  if (isHookEvent(value)) return { status: 'event', event: value };
  if (isUnlistedHookEvent(value)) return { status: 'unlisted', event: value };
  if (isForeign(value)) return { status: 'foreign' };
  const errors = validate(value) ? [] : (validate.errors ?? []);
  return {
    status: 'invalid',
    errors: errors
      // That a branch does not fit says nothing beside what does not fit in it.
      .filter(({ keyword }) => keyword !== 'if')
      .map(({ instancePath, message = 'does not fit' }) => `${instancePath || 'the payload'} ${message}`),
  };
}

function isListed(value: unknown): boolean {
  return LISTED.has((value as { hook_event_name: string }).hook_event_name);
}

function isForeign(value: unknown): boolean {
  return selectVariant(KINDS['hook-event'], value)?.foreign !== undefined;
}
