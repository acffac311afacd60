import { closeSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { type Document, formatOf, type Limits } from '../document/document.js';
import { openSource, readProblem, readWhole } from '../document/read.js';
import type { KindId } from '../schema/kinds.js';
import { toPosix } from '../workspace/paths.js';
import { kindOfFile } from '../workspace/kind-of-file.js';
import type { Step, StepStream, Untold, Version } from './step.js';
import { readVersion, unparsed } from './read-version.js';

export interface FileStepOptions {
  /** The folder that the two paths are relative to; absolute. */
  readonly cwd: string;
  /** Of a file that is not there, the null device, as git names it to programs that show a difference. */
  readonly before: string;
  readonly after: string;
  /** What they are, where their names do not tell. */
  readonly kind?: KindId;
  readonly display: (file: string) => string;
  readonly limits: Limits;
}

/** Whether a name stands for a file that is not there. */
export function isNothing(file: string): boolean {
  return file === '/dev/null' || file === devNull;
}

/** The step from one file to another; none when neither name tells a kind and none is given. */
export function fileSteps(options: FileStepOptions): StepStream {
  const { cwd, display, limits } = options;
  const [before, after] = [path.resolve(cwd, options.before), path.resolve(cwd, options.after)];
  const [was, is] = [kindOfFile(toPosix(before)), kindOfFile(toPosix(after))];
  const kind = options.kind ?? is ?? was;
  const untold: Untold[] = [];
  return { steps: steps(), untold };

  // eslint-disable-next-line @typescript-eslint/require-await -- other sources wait; this one is asked like them
  async function* steps(): AsyncGenerator<Step> {
    if (!kind) {
      const file = isNothing(options.after) ? before : after;
      untold.push({ display: display(file), reason: 'no kind governs it; name one with --kind' });
    } else if (!options.kind && was && is && was !== is) {
      const reason = `it is of the kind ${is}, and ${display(before)} of the kind ${was}`;
      untold.push({ display: display(after), reason });
    } else {
      const versions = {
        ...(!isNothing(options.before) && { before: version(before) }),
        ...(!isNothing(options.after) && { after: version(after) }),
      };
      yield { kind, ...versions, granularity: 'sampled', source: { type: 'files' } };
    }
  }

  function version(file: string): Version {
    const document = documentOf(file, limits);
    if (!document.parsed) untold.push({ display: display(file), reason: reasonOf(document) });
    return { file: display(file), path: toPosix(file), document };
  }
}

function documentOf(file: string, limits: Limits): Document {
  const source = openSource(file, undefined);
  if ('rule' in source) return unparsed(source);
  try {
    const bytes = readWhole(source, limits.maxBytes);
    return 'rule' in bytes ? unparsed(bytes) : readVersion(bytes, formatOf(file), limits);
  } catch (error) {
    return unparsed(readProblem(error));
  } finally {
    closeSync(source.fd);
  }
}

/** Why there is nothing to compare. What is wrong with a text, and where, a check of the file tells. */
function reasonOf({ problems: [problem] }: Document): string {
  if (problem?.rule !== 'unreadable-file') return 'it does not parse';
  if (problem.message === 'vanished') return 'there is no such file';
  return problem.message === 'tooLarge' ? 'it is too large' : 'it could not be read';
}
