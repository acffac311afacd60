import path from 'node:path';

/** Where the published schemas of other programs' files lie: they are not this project's to copy. */
export const REFERENCES = path.resolve(
  process.env['STATEGATE_REFERENCES'] ?? path.join(import.meta.dirname, '../../../shared/reference'),
);
