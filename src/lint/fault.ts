/**
 * The command itself could not do its work: wrong usage, a wrong configuration, input that is not there.
 * Not a finding: diagnostics are about the checked documents, a fault is about the check.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
}
