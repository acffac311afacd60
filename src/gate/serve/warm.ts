import { loadValidator } from '../../schema/generated/validators.js';
import { type Kind, KINDS } from '../../schema/kinds.js';

/** Loads what the first events would otherwise wait for. */
export async function warm(): Promise<void> {
  const kinds = Object.values<Kind>(KINDS).filter(({ files }) => files.some((glob) => glob.endsWith('.json')));
  const schemas = new Set(kinds.flatMap(({ variants }) => variants.flatMap(({ schema = [] }) => schema)));
  await Promise.all([
    import('../engine.js'),
    import('../events.js'),
    import('../after-change.js'),
    import('../before-end.js'),
    import('../guards.js'),
    import('../../schema/explain-errors.js'),
    ...[...schemas].map((schema) => loadValidator[schema]()),
  ]);
}
