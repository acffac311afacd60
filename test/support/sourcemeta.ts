import { spawn } from '@sourcemeta/jsonschema';
import { ROOT } from './schema-files.js';

/**
 * Runs a command of Sourcemeta's validator over files, in one process. Gives its verdict of each file, under the name
 * it was given; throws where the validator itself could not do its work.
 */
export async function verdicts(
  command: readonly string[],
  files: readonly string[],
  cwd = ROOT,
): Promise<Map<string, boolean>> {
  const { stdout, stderr } = await spawn([...command, ...files, '--continue', '--verbose'], { cwd });
  const found = new Map(
    [...stderr.matchAll(/^(ok|fail): (.+?)(?:\n|$)/gmu)].map(([, word, file = '']) => [file, word === 'ok'] as const),
  );
  const unjudged = files.filter((file) => !found.has(file));
  if (unjudged.length > 0) throw new Error(`no verdict of ${unjudged.join(', ')}\n${stdout}${stderr}`);
  return found;
}
