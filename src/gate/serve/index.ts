/** What the command line needs of the server, in one file to load. */
export { hookUrl } from './hook-url.js';
export { serve } from './serve.js';
export { userToken } from './token.js';
