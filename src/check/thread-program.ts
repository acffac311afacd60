/**
 * Where the program of the other threads lies; the build puts it in. The sources, run as they are, have none: then
 * everything is done in one thread.
 */
export const THREAD_PROGRAM: string | undefined = undefined;
