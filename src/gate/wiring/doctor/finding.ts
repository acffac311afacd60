/** What doctor has looked at. */
export const TOPICS = ['machine', 'claude', 'commit', 'ci', 'project'] as const;

/** One thing that doctor has looked at. */
export interface Finding {
  readonly topic: (typeof TOPICS)[number];
  /** `good`; `bad`: it does not work; `none`: it is not there, which may be as it should be. */
  readonly state: 'good' | 'bad' | 'none';
  readonly message: string;
  /** What to do about it. */
  readonly todo?: string;
}
