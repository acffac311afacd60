import { git } from '../workspace/git.js';

/**
 * What git has under some names, such as `HEAD:state.json`, in their order; `undefined` where it has no file. Asks git
 * once.
 *
 * @param root a folder of the repository, absolute
 */
export async function blobs(root: string, names: readonly string[]): Promise<(Buffer | undefined)[]> {
  // Git reads a name a line.
  const asked = names.filter((name) => !/[\n\r]/u.test(name));
  if (asked.length === 0) return [];
  const answer = await git(['cat-file', '--batch'], { cwd: root, input: asked.map((name) => `${name}\n`).join('') });
  if (answer?.code !== 0) return [];
  const contents = new Map<string, Buffer>();
  let at = 0;
  for (const name of asked) {
    const end = answer.stdout.indexOf('\n', at);
    if (end < 0) break;
    const size = /^[0-9a-f]+ blob (\d+)$/u.exec(answer.stdout.toString('latin1', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    contents.set(name, answer.stdout.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return names.map((name) => contents.get(name));
}
