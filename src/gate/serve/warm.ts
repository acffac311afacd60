import { loadValidator } from '../../schema/generated/validators.js';

/** Loads what the first events would otherwise wait for. */
export async function warm(): Promise<void> {
  await Promise.all([
    import('../engine.js'),
    import('../before-write.js'),
    import('../after-change.js'),
    import('../before-end.js'),
    import('../guards.js'),
    import('../../schema/explain-errors.js'),
    ...Object.values(loadValidator).map((load) => load()),
  ]);
}
