/** Which changes to look at. */
export type Changes =
  /** All that lead to the checked-out commit, or those of a range as `git log` takes it. */
  | { readonly type: 'history'; readonly range?: string; readonly allowShallow?: boolean }
  /** What is staged, against what was committed. */
  | { readonly type: 'staged' }
  /** What changed since a branch left a commit: each commit, and the files as they are now. */
  | { readonly type: 'since'; readonly rev: string; readonly allowShallow?: boolean }
  /** The change from one file to another, and what the later one is. `/dev/null` is a file that is not there. */
  | { readonly type: 'files'; readonly before: string; readonly after: string };
