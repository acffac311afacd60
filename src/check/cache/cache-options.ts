/** How verdicts are kept from one check to the next. */
export interface CacheOptions {
  /** Where verdicts are kept; absolute. */
  readonly file: string;
  /** `content`: each file is read and its content compared, whatever the file system says of it. */
  readonly strategy: 'metadata' | 'content';
}
