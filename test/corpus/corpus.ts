import { execFileSync } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the corpus is looked for. */
export const CORPUS: string =
  process.env['STATEGATE_CORPUS'] ?? path.resolve(import.meta.dirname, '../../../shared/corpus');

/** One recorded hook payload; `kind` is `hook` for Claude Code, else a foreign client's. */
export interface Recorded {
  kind: string;
  payload: unknown;
}

/** Every recorded payload, by the file it stands in. */
export function recordedPayloads(): Map<string, Recorded[]> {
  const folder = path.join(CORPUS, 'hook-payloads');
  return new Map(
    readdirSync(folder).map((file) => [
      file,
      lines(path.join(folder, file)).map((line) => JSON.parse(line) as Recorded),
    ]),
  );
}

/** The real session files with their history, as a repository of its own, which is for the caller to remove. */
export async function sessionsRepository(): Promise<string> {
  const repository = await mkdtemp(path.join(tmpdir(), 'stategate-corpus-'));
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: repository });
  execFileSync('git', ['fast-import', '--quiet'], {
    cwd: repository,
    stdio: [openSync(path.join(CORPUS, 'sessions.fast-import'), 'r'), 'inherit', 'inherit'],
  });
  return repository;
}

export function lines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
