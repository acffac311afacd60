const PLACEHOLDER = /\{\{[^{}]*\}\}/u;

/** Whether a value waits to be filled in: an empty string, or a template's `{{…}}`. What takes its place changes nothing. */
export function isUnfilled(value: unknown): boolean {
  return typeof value === 'string' && (value.trim() === '' || PLACEHOLDER.test(value));
}
