import { Instrumenter } from '@stryker-mutator/instrumenter';

/** It has nothing to say that a reader of the result would miss. */
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  isDebugEnabled: () => false,
};

/**
 * The mutants of a source file, as StrykerJS makes them: what stands where, and what it becomes. Lines and columns count
 * from 0.
 */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- its types stand beside it
export async function mutantsOf(name, content) {
  const instrumenter = new Instrumenter(SILENT);
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  const { mutants } = await instrumenter.instrument([{ name, content, mutate: true }], options);
  return mutants.map(({ mutatorName, replacement, location }) => ({ mutator: mutatorName, replacement, ...location }));
}
