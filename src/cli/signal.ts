/** Resolves at the first signal to end, with its name; a second one ends the process at once. */
export function signal(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.once(name, () => {
        resolve(name);
      });
    }
  });
}
