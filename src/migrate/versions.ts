import type { SchemaId } from '../schema/generated/schema-types.js';
import type { KindId } from '../schema/kinds.js';
import type { Mapping } from './mapping.js';
import { PLAN_V1_TO_V2 } from './mappings/plan-v1-to-v2.js';
import { SESSION_V1_TO_V2 } from './mappings/session-v1-to-v2.js';
import { SESSION_V2_TO_V3 } from './mappings/session-v2-to-v3.js';

/** The versions that sessions can be taken to. */
export const TARGETS = [2, 3] as const;
export type Target = (typeof TARGETS)[number];

/** The kinds that have versions, with their schemas from the first version on. */
export const VERSIONS = {
  'session-state': ['session-state-v1', 'session-state-v2', 'session-state-v3'],
  plan: ['plan-v1', 'plan-v2'],
} as const satisfies Partial<Record<KindId, readonly SchemaId[]>>;

export type VersionedKind = keyof typeof VERSIONS;

const MAPPINGS: readonly Mapping[] = [SESSION_V1_TO_V2, SESSION_V2_TO_V3, PLAN_V1_TO_V2];

export function isVersioned(kind: KindId): kind is VersionedKind {
  return Object.hasOwn(VERSIONS, kind);
}

/** Which version of its kind a schema describes, from 1 on. */
export function versionOf(kind: VersionedKind, schema: SchemaId): number {
  return (VERSIONS[kind] as readonly SchemaId[]).indexOf(schema) + 1;
}

/** What leads from a version to a later one, one after the other; the last that the kind has, where it has no such. */
export function mappingsBetween(kind: VersionedKind, from: number, to: number): Mapping[] {
  return VERSIONS[kind].slice(from - 1, to - 1).flatMap((schema) => MAPPINGS.filter((one) => one.from === schema));
}
