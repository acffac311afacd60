import path from 'node:path';
import type { Repository } from '../../history/git/repository.js';
import type { Snapshot } from '../../history/snapshot.js';
import { companionFiles, documentsInput, type Input } from '../../lint/inputs.js';
import type { GovernedFile } from '../../workspace/discover.js';
import { toPosix } from '../../workspace/paths.js';
import { isThere, standingFrom } from '../../workspace/standing.js';
import { aroundSessionsIn } from '../around-sessions.js';
import { bySession } from '../groups.js';
import { createJudge, type Settings, type Verdict } from '../judge.js';
import type { StepVerdict } from './judge-stream.js';
import type { Scope } from './scope.js';

/** Judges the files that changed as the snapshot has them, beside the others of their sessions. */
export async function judgeSnapshot(
  changed: StepVerdict['changed'],
  snapshot: Snapshot,
  repository: Repository,
  settings: Settings,
  { display, isLeftOut }: Scope,
): Promise<Verdict> {
  const judge = await createJudge(settings, { around: aroundSessionsIn(repository) });
  /** One after the other: the snapshot takes one question at a time. */
  const read = async (files: readonly GovernedFile[]): Promise<Input[]> => {
    const inputs: Input[] = [];
    for (const file of files) {
      const documents = await snapshot.read(toPosix(file.path));
      if (documents) inputs.push(documentsInput(file, documents));
    }
    return inputs;
  };
  try {
    for (const { session, files } of bySession([...changed.values()])) {
      const inputs = await read(files);
      const others =
        session === undefined
          ? []
          : companionFiles(session, inputs)
              .filter((file) => !isLeftOut(file.path))
              .map((file) => ({ ...file, display: display(file.path), root: '' }));
      if (inputs.length > 0) await judge.inputs(session, inputs, await read(others));
    }
  } finally {
    snapshot.end();
    await judge.end();
  }
  return judge.verdict;
}

/** Judges files as they are on disk, but those that are not there. */
export async function judgeFiles(changed: StepVerdict['changed'], settings: Settings): Promise<Verdict> {
  const judge = await createJudge(settings);
  const standing = standingFrom(settings.wanted.cwd);
  const files = [...changed.values()].filter((file) => isThere(file.path));
  const rooted = files.map((file) => ({ ...file, root: standing(path.dirname(file.path)).root }));
  try {
    for (const group of bySession(rooted)) await judge.files(group);
  } finally {
    await judge.end();
  }
  return judge.verdict;
}
