import { git } from '../../../workspace/git.js';
import { clientVersion, FORGIVING, isBefore, TRIED_CLIENTS, triedAs } from '../client.js';
import type { Finding } from './finding.js';

/** The oldest Node that stategate runs on. */
const NODE = '20.19.0';

/** From here on git tells everything that stategate asks it. */
const GIT = '2.26.0';

/** Looks at the programs that stategate works with. */
export async function lookAtMachine(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ findings: Finding[]; client?: string }> {
  const [gitAnswer, client] = await Promise.all([git(['--version'], { cwd }), clientVersion(cwd, env)]);
  return {
    findings: [node(), gitFinding(gitAnswer?.stdout.toString()), clientFinding(client)],
    ...(client.version !== undefined && { client: client.version }),
  };
}

function node(): Finding {
  const { version } = process;
  return isBefore(version.slice(1), NODE)
    ? { topic: 'machine', state: 'bad', message: `Node ${version} is too old`, todo: `install Node ${NODE} or newer` }
    : { topic: 'machine', state: 'good', message: `Node ${version}` };
}

function gitFinding(answer: string | undefined): Finding {
  const [version] = /\d+\.\d+(?:\.\d+)?/u.exec(answer ?? '') ?? [];
  if (version === undefined) {
    return { topic: 'machine', state: 'bad', message: 'there is no git on the PATH', todo: 'install git' };
  }
  return isBefore(version, GIT)
    ? { topic: 'machine', state: 'bad', message: `git ${version} is too old`, todo: `install git ${GIT} or newer` }
    : { topic: 'machine', state: 'good', message: `git ${version}` };
}

const STANDING = { between: 'between', newer: 'newer than' } as const;

function clientFinding({ program, version }: { program?: string; version?: string }): Finding {
  if (program === undefined) {
    return {
      topic: 'machine',
      state: 'none',
      message: `there is no claude on the PATH; versions ${TRIED_CLIENTS} are known`,
    };
  }
  if (version === undefined) {
    return {
      topic: 'machine',
      state: 'none',
      message: `${program} did not tell its version; ${TRIED_CLIENTS} are known`,
    };
  }
  const tried = triedAs(version);
  if (tried === 'older') {
    const todo = 'update Claude Code';
    return {
      topic: 'machine',
      state: 'bad',
      message: `claude ${version} is older than what is known (${TRIED_CLIENTS})`,
      todo,
    };
  }
  const words =
    tried === 'tried' ? `versions ${TRIED_CLIENTS} are known` : `${STANDING[tried]} those tried, ${TRIED_CLIENTS}`;
  return { topic: 'machine', state: 'good', message: `claude ${version} (${words})` };
}

/** Whether settings that name an event are dropped as a whole by a client that does not know it. */
export function dropsUnknownEvents(client: string | undefined): boolean {
  return client !== undefined && isBefore(client, FORGIVING);
}
