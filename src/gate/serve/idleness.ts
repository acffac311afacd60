/** Tells when something has not been used for a while. */
export interface Idleness {
  /** Resolves then. */
  readonly begun: Promise<void>;
  /** Begins the while anew. */
  readonly interrupt: () => void;
}

/** @param wait in milliseconds; 0: it never comes */
export function idleness(wait: number): Idleness {
  if (wait === 0) return { begun: new Promise(() => undefined), interrupt: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  const begun = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, wait);
    // When all else has ended the process need not wait for it.
    timer.unref();
  });
  return { begun, interrupt: () => void timer?.refresh() };
}
