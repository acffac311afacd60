import type { SchemaId } from '../../src/schema/generated/schema-types.js';
import { type KindId, KINDS } from '../../src/schema/kinds.js';
import { type Shape, shapeOf, shapesIn } from './shape.js';

/** A schema whose documents can change wrongly, and the kind that has it. */
export interface Subject {
  readonly schema: SchemaId;
  readonly kind: KindId;
  readonly shape: Shape;
  /** The pointer to the id that the folder is named after. */
  readonly idAt: string | undefined;
  /** The pointers to what its documents are recognised by. */
  readonly marks: ReadonlySet<string>;
}

/** Every schema of a kind that says something of changes. */
export const SUBJECTS: readonly Subject[] = Object.entries(KINDS).flatMap(([kind, { variants, idAt }]) => {
  const schemas = new Set(variants.flatMap(({ schema }) => schema ?? []));
  return [...schemas]
    .map((schema) => ({
      schema,
      kind: kind as KindId,
      shape: shapeOf(schema),
      idAt: idAt && `/${idAt.join('/')}`,
      marks: new Set(
        variants.flatMap(({ has = [], any = [] }) => [...has, ...any]).map((name) => `/${name.replaceAll('.', '/')}`),
      ),
    }))
    .filter(({ shape }) => [...shapesIn(shape)].some(({ said }) => Object.keys(said).length > 0));
});

/** Which names the folders bear that the globs leave open: what stands before the name in the path → the name. */
const FOLDERS: Readonly<Record<string, string>> = {
  sessions: '2026-03-04_quiet-harbour_k3m9q2',
  research: 'tide-tables',
  agents: 'f3a91c07',
};

/** Where the documents of a kind stand, and what their folder is called; rows of tables stand anywhere. */
export function placeFor(kind: KindId, schema: SchemaId): { file: string; folder: string } {
  const { files } = KINDS[kind];
  const glob = files[schema === 'session-state-v3' ? files.length - 1 : 0];
  if (glob === undefined) return { file: `rows/${schema}.json`, folder: 'rows' };
  const parts: string[] = [];
  for (const part of glob.replace('**/', '').split('/')) {
    if (part.startsWith('*.')) parts.push(`subagent_001${part.slice(1)}`);
    else parts.push(part === '*' ? FOLDERS[parts.at(-1)!]! : part);
  }
  return { file: parts.join('/'), folder: parts.at(-2)! };
}

/** What documents of a schema call themselves. */
export const SENTENCES: Readonly<Partial<Record<SchemaId, string>>> = {
  'session-state-v1': 'Session state schema for session skill',
  'session-state-v2': 'Session state manifest v2 - programmatic updates only',
  'session-state-v3': 'Session state manifest v3 - vertical phase slices, programmatic updates only',
  'plan-v1': 'Plan schema for session checkpoint-based planning',
  'plan-v2': 'Plan schema for session checkpoint-based planning (v2)',
};
