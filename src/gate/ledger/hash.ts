/** A content's name: its SHA-256 in hexadecimal. */
export function hashOf(content: Uint8Array): string {
  // Loaded when it is first needed: most calls of the gate need no hash.
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(content).digest('hex');
}

export function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value);
}
