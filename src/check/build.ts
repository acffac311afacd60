/**
 * What tells this program from another version or build of it: a hash of its sources, which the build puts in. The
 * sources, run as they are, have none.
 */
export const BUILD = 'sources';
