/** The keywords of the change vocabulary. */
export const VOCABULARY = [
  'x-lifecycle',
  'x-immutable',
  'x-append-only',
  'x-grow-only',
  'x-monotonic',
  'x-touch',
  'x-key',
] as const;

/** A keyword of the change vocabulary. */
export type ChangeKeyword = (typeof VOCABULARY)[number];
