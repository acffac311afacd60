/**
 * Identifies a finding across runs by what it is about, not by where the line stands: rule, file, JSON Pointer and
 * the offending value. 16 hexadecimal digits of SHA-256.
 */
export function fingerprint(ruleId: string, file: string, pointer: string, value: unknown): string {
  // Loaded by the first finding: a check that finds nothing does not wait for it.
  return process
    .getBuiltinModule('node:crypto')
    .createHash('sha256')
    .update(JSON.stringify([ruleId, file, pointer, value ?? null]))
    .digest('hex')
    .slice(0, 16);
}
