import { ROOT_NAMES } from '../schema/generated/globs.js';

/** The root that a governed file stands below; both relative, with `/`. */
export function rootOfFile(file: string): string | undefined {
  const names = file.split('/');
  const at = names.findIndex((name) => ROOT_NAMES.includes(name));
  return at < 0 ? undefined : names.slice(0, at + 1).join('/');
}
