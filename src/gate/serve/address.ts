/** The only address that the server listens on: this machine alone reaches it. */
export const HOST = '127.0.0.1';

/** Below 32768: from there on systems hand ports out to whoever asks for any. */
export const DEFAULT_PORT = 27417;

/** Where hooks are answered; a token may follow, after a `/`. */
export const HOOK_PATH = '/hook';

/** Where the server says that it is there. */
export const HEALTH_PATH = '/healthz';
