import type { HookEvent, UnlistedHookEvent } from './generated/schema-types.js';
import { schemas } from './generated/schemas.js';
import { validate } from './generated/validators/hook-event.js';
import { KINDS } from './kinds.js';
import { isPlain } from './plain.js';
import { selectVariant } from './select.js';
import type { SchemaError } from './validate.js';

/** The name of an event that the schemas describe. */
export type HookEventName = HookEvent['hook_event_name'];

/** The names of the events that the schemas describe. */
export const HOOK_EVENT_NAMES: readonly HookEventName[] = schemas['hook-event'].definitions.eventName.enum;

const LISTED: ReadonlySet<string> = new Set(HOOK_EVENT_NAMES);

/** What a value turned out to be that came from JSON. */
export type JudgedHookEvent =
  | { readonly status: 'event'; readonly event: HookEvent }
  /** An event of a newer client: the common fields are as they should be. */
  | { readonly status: 'unlisted'; readonly event: UnlistedHookEvent }
  /** A payload of another client, which writes camelCase names. */
  | { readonly status: 'foreign' }
  | { readonly status: 'invalid'; readonly errors: readonly SchemaError[] };

/** Whether a value is plain data and a hook event that the schemas describe. */
export function isHookEvent(value: unknown): value is HookEvent {
  return isPlain(value) && judgeHookEvent(value).status === 'event';
}

/** Whether a value is plain data and a hook event that the schemas do not describe, as newer clients send them. */
export function isUnlistedHookEvent(value: unknown): value is UnlistedHookEvent {
  return isPlain(value) && judgeHookEvent(value).status === 'unlisted';
}

/** Tells what a value from JSON is. */
export function judgeHookEvent(value: unknown): JudgedHookEvent {
  if (validate(value)) {
    const isListed = LISTED.has((value as UnlistedHookEvent).hook_event_name);
    return isListed
      ? { status: 'event', event: value as HookEvent }
      : { status: 'unlisted', event: value as UnlistedHookEvent };
  }
  const { errors } = validate;
  if (selectVariant(KINDS['hook-event'], value)?.foreign !== undefined) return { status: 'foreign' };
  return { status: 'invalid', errors: errors ?? [] };
}
