/**
 * The command itself could not do its work: wrong usage, a wrong configuration, input that is not there.
 * Not a finding: diagnostics are about the checked documents, a fault is about the check.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** Whether what was thrown is a fault: told by its name, as a bundle of many files may hold the class more than once. */
export function isFault(error: unknown): error is Fault {
  return error instanceof Error && error.name === 'Fault';
}
