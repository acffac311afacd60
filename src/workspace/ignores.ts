import { displayPath } from './paths.js';

type Test = (file: string) => boolean;

/** The test that was made last for a list of globs: a check asks for each session folder anew. */
const made = new WeakMap<readonly string[], { readonly folder: string; readonly test: Promise<Test> }>();

/** A test whether one of the globs, relative to a folder, matches a path or a folder that it stands in. */
export function ignoring(globs: readonly string[], folder: string): Promise<Test> {
  const last = made.get(globs);
  if (last?.folder === folder) return last.test;
  const test = compile(globs, folder);
  made.set(globs, { folder, test });
  return test;
}

async function compile(globs: readonly string[], folder: string): Promise<Test> {
  if (globs.length === 0) return () => false;
  // Loaded here, so that who ignores nothing does not wait for it.
  const { matcher } = await import('./pattern.js');
  const matchers = globs.map((glob) => matcher(glob));
  return (file) => {
    const relative = displayPath(folder, file);
    return matchers.some((matches) => matches(relative));
  };
}
