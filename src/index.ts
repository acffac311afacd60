/**
 * The public library: check documents and trees, read hook events, and use the schemas as types, guards and data.
 *
 * @packageDocumentation
 */
export { check, type CheckOptions, type CheckResult } from './lint/check.js';
export type { Config } from './lint/config.js';
export type { Diagnostic, Related, Report, Severity, Summary } from './lint/diagnostic.js';
export { Fault } from './lint/fault.js';
export { type Kind, type KindId, KINDS, type Variant } from './schema/kinds.js';
export {
  HOOK_EVENT_NAMES,
  type HookEventName,
  isHookEvent,
  isUnlistedHookEvent,
  parseHookEvent,
  type ParsedHookEvent,
} from './schema/hook-event.js';
export * from './schema/generated/guards.js';
export { schemas } from './schema/generated/schemas.js';
export type * from './schema/generated/schema-types.js';
