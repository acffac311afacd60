import type { Io, OutputStream } from './io.js';

/**
 * Whether to colour what goes to a stream: as the flag says, else as NO_COLOR and FORCE_COLOR say, else when it is a
 * terminal that has colours.
 */
export function usesColor(flag: boolean | undefined, stream: OutputStream, env: Io['env']): boolean {
  if (flag !== undefined) return flag;
  // no-color.org: any value but the empty string.
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stream.isTTY === true && (stream.hasColors?.(env) ?? false);
}
