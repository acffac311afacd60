import type { Project } from '../project.js';
import { hookUrl } from '../serve/hook-url.js';
import { type CiWiring, ciWiring } from './ci.js';
import { claudePieces } from './claude.js';
import { clientVersion, FORGIVING, HTTP_HOOKS, isBefore } from './client.js';
import { type CommitWiring, commitPieces, commitWiring } from './commit.js';
import { findInstallation, type Installation, strayDependency } from './installation.js';
import type { Part, Piece } from './piece.js';
import { sourceAt } from './pre-commit-config.js';

export interface WiringOptions {
  readonly project: Project;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly parts: readonly Part[];
  /** This stategate's release. */
  readonly version: string;
  /** The address of stategate's repository: what is written takes stategate from there. */
  readonly repository?: string;
  /** The port of `stategate serve`. */
  readonly port?: number;
}

/** Everything that init has to write in a project, and what it cannot write. */
export interface Wiring {
  readonly pieces: readonly Piece[];
  readonly installation: Installation;
  readonly commit?: CommitWiring;
  readonly ci?: CiWiring;
  /** What the user should know before relying on it; in words. */
  readonly notes: readonly string[];
}

/** What the wiring of a project consists of. */
export async function wiringFor(options: WiringOptions): Promise<Wiring> {
  const { project, env, parts, port, repository, version } = options;
  const installation = findInstallation({ root: project.root, env });
  const notes: string[] = [];
  const pieces: Piece[] = [];
  if (parts.includes('claude')) {
    const client = await clientVersion(project.root, env);
    const without: string[] = [];
    if (client.version !== undefined && isBefore(client.version, FORGIVING)) {
      without.push('PostToolBatch');
      notes.push(`PostToolBatch is left out: claude ${client.version} would drop settings that name it`);
    }
    if (port !== undefined && client.version !== undefined && isBefore(client.version, HTTP_HOOKS)) {
      notes.push(`claude ${client.version} knows no hooks of type http; they need ${HTTP_HOOKS}`);
    }
    const url = port === undefined ? undefined : hookUrl(env, { port, project: project.root });
    if (url !== undefined)
      notes.push('the addresses in the settings hold a token of yours and a path: do not commit them');
    pieces.push(...claudePieces(project, { command: installation.hook, without, ...(url !== undefined && { url }) }));
  }
  const source = repository === undefined ? undefined : sourceAt(repository, version);
  const commit = parts.includes('commit') ? await commitWiring(project, installation, source) : undefined;
  if (commit?.piece) pieces.push(commit.piece);
  if (parts.includes('commit') && !commit) notes.push('no git repository here, so no hook for commits');
  const isReachable = installation.isDependency || repository !== undefined;
  if (parts.includes('ci') && !isReachable) {
    notes.push('no workflow for CI: stategate is no dependency of this project; add it, or name its --repository');
  }
  const ci = parts.includes('ci') && isReachable ? await ciWiring(project, actionAt(repository, version)) : undefined;
  if (ci?.piece) pieces.push(ci.piece);
  const stray = ci && repository === undefined ? strayDependency(project.root) : undefined;
  if (stray !== undefined)
    notes.push(`CI cannot install stategate: package.json has it from ${stray}, outside of this repository`);
  return { pieces, installation, notes, ...(commit && { commit }), ...(ci && { ci }) };
}

/** Every file that init can have written to in a project. */
export async function allPieces({ project, env, parts }: WiringOptions): Promise<Piece[]> {
  const installation = findInstallation({ root: project.root, env });
  const { piece } = await ciWiring(project);
  const pieces = [
    ...claudePieces(project, { command: installation.hook, without: [] }),
    ...(await commitPieces(project, installation)),
    ...(piece ? [piece] : []),
  ];
  return pieces.filter(({ part }) => parts.includes(part));
}

/** `owner/stategate@v1.2.3`, of a repository that GitHub has. */
function actionAt(repository: string | undefined, version: string): string | undefined {
  const [, name] = /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/u.exec(repository ?? '') ?? [];
  return name === undefined ? undefined : `${name}@v${version}`;
}
