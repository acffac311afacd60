import { lstatSync } from 'node:fs';

/** What the file system says of a plain file at an instant. */
export interface Stamp {
  /** Another one as soon as the file has changed, if it was settled. */
  readonly text: string;
  readonly size: number;
  /**
   * Whether the file had been left alone for long enough that no later change can bear the same stamp. The clock of a file
   * system moves in steps; two changes within one step look the same.
   */
  readonly isSettled: boolean;
}

/** No file system's clock has larger steps than two seconds. */
const LARGEST_STEP = 3_000_000_000n;

/**
 * The stamp of a file; `undefined` where no plain file bears the name, links not followed, or that cannot be told. The
 * time of the last change of the file's data or of what is known of it, which the stamp has, is the system's own: unlike
 * the time of the last modification nobody can set it.
 */
export function stampOf(file: string): Stamp | undefined {
  try {
    const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
    if (stats?.isFile() !== true) return undefined;
    const { dev, ino, size, mtimeNs, ctimeNs } = stats;
    return {
      text: `${dev},${ino},${size},${mtimeNs},${ctimeNs}`,
      size: Number(size),
      isSettled: ctimeNs > 0n && ctimeNs + LARGEST_STEP < BigInt(Date.now()) * 1_000_000n,
    };
  } catch {
    return undefined;
  }
}
