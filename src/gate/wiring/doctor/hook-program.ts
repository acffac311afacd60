import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findExecutable, isExecutable } from '../executable.js';

/** The program that a hook's command starts. */
export type HookProgram = { readonly file: string; readonly version?: string } | { readonly missing: string };

/**
 * Looks for the program of a command, as far as that can be told without a shell: its first word, or what node is
 * given. `undefined` where it cannot.
 */
export function hookProgram(
  command: string,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): HookProgram | undefined {
  const [first, second] = wordsOf(command, root);
  if (first === undefined) return undefined;
  const program = first.includes('/') ? first : findExecutable(first, env);
  if (program === undefined) return { missing: `there is no ${first} on the PATH` };
  if (path.basename(program) !== 'node') {
    if (!existsSync(program)) return { missing: `there is no ${program}` };
    return isExecutable(program) ? described(program) : { missing: `${program} is not executable` };
  }
  if (second === undefined) return undefined;
  return existsSync(path.resolve(root, second))
    ? described(path.resolve(root, second))
    : { missing: `there is no ${second}` };
}

function described(file: string): HookProgram {
  const real = realpathSync(file);
  // …/stategate/dist/cli/hook.cjs
  const manifest = path.join(path.dirname(real), '../../package.json');
  try {
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown; version?: unknown };
    if (name === 'stategate' && typeof version === 'string') return { file, version };
  } catch {
    // It lies somewhere else; then nothing tells its version.
  }
  return { file };
}

/** The words of a simple command; none where it has more than quotes and the folder of the project. */
function wordsOf(command: string, root: string): string[] {
  const words: string[] = [];
  const plain = command.replaceAll(/\$(?:CLAUDE_PROJECT_DIR\b|\{CLAUDE_PROJECT_DIR\})/gu, () => '\0');
  for (const [, double, single, bare] of plain.matchAll(/"([^"\\$`]*)"|'([^']*)'|([^\s"'\\$`|&;<>()]+)/gu)) {
    words.push((double ?? single ?? bare ?? '').replaceAll('\0', () => root));
  }
  return /[\\$`|&;<>()]/u.test(plain.replaceAll(/'[^']*'/gu, '')) ? [] : words;
}
