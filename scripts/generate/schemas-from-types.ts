import path from 'node:path';
import * as TJS from 'typescript-json-schema';
import type { Files } from './files.js';

interface Source {
  /** The TypeScript type. */
  type: string;
  /** Where it is declared. */
  from: string;
  id: string;
  title: string;
  /** Whether properties that the type does not name are errors. */
  closed: boolean;
}

const SOURCES: readonly Source[] = [
  { type: 'Config', from: 'src/lint/config.ts', id: 'config', title: 'Stategate config', closed: true },
  { type: 'Baseline', from: 'src/lint/baseline.ts', id: 'baseline', title: 'Stategate baseline', closed: true },
  { type: 'Report', from: 'src/lint/diagnostic.ts', id: 'report', title: 'Stategate report', closed: false },
  {
    type: 'MigrationReport',
    from: 'src/migrate/report.ts',
    id: 'migration-report',
    title: 'Stategate migration report',
    closed: false,
  },
];

/** The schemas of what stategate itself reads and writes, from its TypeScript types. */
export function schemasFromTypes(root: string): Files {
  const files: Files = new Map();
  for (const { type, from, id, title, closed } of SOURCES) {
    const program = TJS.getProgramFromFiles([path.join(root, from)], { strict: true, skipLibCheck: true });
    const schema = TJS.generateSchema(program, type, { required: true, noExtraProps: closed, ref: true });
    if (!schema) throw new Error(`${from} has no type ${type}`);
    const { $schema, ...rest } = unwrapped(schema);
    const whole = { $schema, $id: `${id}.schema.json`, title, ...rest };
    files.set(`schemas/${id}.schema.json`, `${JSON.stringify(whole, undefined, 2)}\n`);
  }
  return files;
}

/** Joins the lines of descriptions, which are wrapped where the source is. */
function unwrapped(schema: TJS.Definition): TJS.Definition {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === 'description' && typeof value === 'string' ? value.replaceAll('\n', ' ') : value,
  ) as TJS.Definition;
}
