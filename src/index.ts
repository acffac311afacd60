/**
 * The public library: check documents and trees, take sessions to later versions, read hook events, and use the schemas as types, guards and data.
 *
 * @packageDocumentation
 */
export { check, type CheckOptions, type CheckResult } from './check/check.js';
export { parseHookEvent, type ParsedHookEvent } from './check/parse-hook-event.js';
export type { Path } from './document/position.js';
export type { Config } from './lint/config.js';
export { defineConfig } from './lint/define-config.js';
export type { Diagnostic, Related, Report, Severity, Summary } from './lint/diagnostic.js';
export type { Excerpt } from './lint/excerpt.js';
export { Fault } from './lint/fault.js';
export type { Stdin } from './lint/inputs.js';
export { migrate, type MigrateOptions, type Migration } from './migrate/migrate.js';
export type { MigrationReport } from './migrate/report.js';
export { LIFECYCLES } from './schema/generated/lifecycles.js';
export { type LifecycleId, lifecycleAt, type State, stateOf, type Transition } from './schema/lifecycles.js';
export { type Kind, type KindId, KINDS, type SessionPart, type Variant } from './schema/kinds.js';
export { HOOK_EVENT_NAMES, type HookEventName, isHookEvent, isUnlistedHookEvent } from './schema/hook-event.js';
export * from './schema/generated/guards.js';
export { schemas } from './schema/generated/schemas.js';
export type * from './schema/generated/schema-types.js';
export type { Obstacle, SkippedFile } from './workspace/discover.js';
