import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { git } from '../../workspace/git.js';
import type { Project } from '../project.js';
import type { Piece } from './piece.js';
import { addWorkflow, gitlabJob, mentionsCheck, removeWorkflow, workflowFor } from './workflow.js';

export interface CiWiring {
  readonly piece?: Piece;
  /** A file that checks already. */
  readonly already?: string;
  /** What is to be added by hand, and where. */
  readonly byHand?: { readonly file: string; readonly lines: readonly string[] };
}

const WORKFLOWS = '.github/workflows';
const WORKFLOW = `${WORKFLOWS}/stategate.yml`;
const GITLAB = '.gitlab-ci.yml';

/**
 * How the check gets into CI: a workflow of GitHub's, or what to put into GitLab's pipeline.
 *
 * @param action `owner/name@release` of stategate's repository; absent where the project has stategate itself
 */
export async function ciWiring(project: Project, action?: string): Promise<CiWiring> {
  const { root } = project;
  const has = (name: string): boolean => existsSync(path.join(root, name));
  const already = findCi(root).find((name) => name !== WORKFLOW);
  if (already !== undefined) return { already: path.join(root, already) };
  if (!has('.github') && (has(GITLAB) || (await remoteOf(root)).includes('gitlab'))) {
    return { byHand: { file: path.join(root, GITLAB), lines: gitlabJob(has) } };
  }
  const workflow = workflowFor({ branch: await mainBranch(project), has, ...(action !== undefined && { action }) });
  const piece: Piece = {
    part: 'ci',
    file: path.join(root, WORKFLOW),
    within: root,
    add: (text) => addWorkflow(text, workflow),
    remove: (text) => removeWorkflow(text, workflow),
  };
  return { piece };
}

/** The files of CI that run the check, relative to the root. */
export function findCi(root: string): string[] {
  const folder = path.join(root, WORKFLOWS);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/u.test(name)) : [];
  return [...names.sort().map((name) => `${WORKFLOWS}/${name}`), GITLAB].filter((name) => {
    try {
      return mentionsCheck(readFileSync(path.join(root, name), 'utf8'));
    } catch {
      return false;
    }
  });
}

async function remoteOf(cwd: string): Promise<string> {
  const answer = await git(['config', '--get', 'remote.origin.url'], { cwd });
  return answer?.stdout.toString() ?? '';
}

/** The branch that others come from: as the remote says, else the one that has a usual name, else the current one. */
async function mainBranch({ root, gitDir }: Project): Promise<string> {
  if (gitDir === undefined) return 'main';
  const ask = async (...args: string[]): Promise<string> => {
    const answer = await git(args, { cwd: root });
    return answer?.code === 0 ? answer.stdout.toString().trim() : '';
  };
  const remote = await ask('symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  if (remote !== '') return remote.replace(/^origin\//u, '');
  const names = (await ask('for-each-ref', '--format=%(refname:short)', 'refs/heads/main', 'refs/heads/master')).split(
    '\n',
  );
  return (
    ['main', 'master'].find((name) => names.includes(name)) ??
    ((await ask('symbolic-ref', '--short', 'HEAD')) || 'main')
  );
}
