import path from 'node:path';
import { type Project, shortText } from './project.js';

/** The commit that is checked out, told without starting git; `null` where there is none, or none that can be told so. */
export function headOf({ gitDir, commonDir }: Project): string | null {
  if (gitDir === undefined) return null;
  const head = shortText(path.join(gitDir, 'HEAD'))?.trim();
  if (head === undefined) return null;
  const ref = /^ref: (.+)$/u.exec(head)?.[1];
  if (ref === undefined) return commitIn(head);
  for (const folder of [gitDir, commonDir]) {
    const commit = folder === undefined ? null : commitIn(shortText(path.join(folder, ref)));
    if (commit !== null) return commit;
  }
  const packed = commonDir === undefined ? undefined : shortText(path.join(commonDir, 'packed-refs'));
  const line = packed?.split('\n').find((entry) => entry.endsWith(` ${ref}`));
  return commitIn(line?.split(' ')[0]);
}

function commitIn(text: string | undefined): string | null {
  return /^[0-9a-f]{40,64}$/u.exec(text?.trim() ?? '')?.[0] ?? null;
}
