import { readdirSync, readFileSync } from 'node:fs';
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

export function lines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
