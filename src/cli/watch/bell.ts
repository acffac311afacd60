/** Wakes who waits for it; a ring that nobody was waiting for is not lost. */
export interface Bell {
  readonly ring: () => void;
  /** Resolves once it has rung since it was last still. */
  rung(): Promise<void>;
  readonly hasRung: () => boolean;
  still(): void;
}

export function createBell(): Bell {
  let hasRung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      hasRung = true;
      wake?.();
    },
    rung: () =>
      new Promise((resolve) => {
        wake = resolve;
        if (hasRung) resolve();
      }),
    hasRung: () => hasRung,
    still() {
      hasRung = false;
    },
  };
}
