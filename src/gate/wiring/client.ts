import { findExecutable } from './executable.js';
import { runProgram } from './run-program.js';

type Version = readonly [number, number, number];

/** Clients whose payloads stategate has been tried against: from one to another, the oldest first. */
const TRIED = [
  ['1.0.89', '2.1.185'],
  ['2.1.330', '2.1.330'],
] as const;

/** The same in words. */
export const TRIED_CLIENTS = TRIED.map(([from, to]) => (from === to ? from : `${from} to ${to}`)).join(' and ');

/** Where a client stands to those that were tried. */
export function triedAs(version: string): 'older' | 'tried' | 'between' | 'newer' {
  if (isBefore(version, TRIED[0][0])) return 'older';
  if (TRIED.some(([from, to]) => !isBefore(version, from) && !isBefore(to, version))) return 'tried';
  return TRIED.some(([from]) => isBefore(version, from)) ? 'between' : 'newer';
}

/** From here on the client passes over events in its settings that it does not know; older ones drop the whole file. */
export const FORGIVING = '2.1.101';

/** From here on the client knows hooks of type `http`. */
export const HTTP_HOOKS = '2.1.63';

/** In milliseconds. */
const PATIENCE = 3000;

/** The version of the client on the `PATH`: "2.1.330"; `undefined` where there is none, or where it does not tell in time. */
export async function clientVersion(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly program?: string; readonly version?: string }> {
  const program = findExecutable('claude', env);
  if (program === undefined) return {};
  const ran = await runProgram(program, ['--version'], { cwd, env, timeout: PATIENCE });
  const [version] = /\d+\.\d+\.\d+/u.exec(ran?.code === 0 ? ran.stdout : '') ?? [];
  return { program, ...(version !== undefined && { version }) };
}

export function isBefore(a: string, b: string): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
}

function partsOf(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return [major, minor, patch];
}
