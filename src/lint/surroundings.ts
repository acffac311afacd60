/**
 * What lies around the documents of a session, for rules that look at the session as a whole. Every answer can be
 * `undefined`: nobody knows, as of a text on standard input, of what is staged, or in the gate. A rule is silent then.
 *
 * All that such a rule reads besides the documents comes from here, and only what it names in `around` is answered.
 * Answers are plain data that can be compared: whoever keeps what a rule found can ask again and see whether it still
 * holds.
 */
export interface Surroundings {
  /** What stands in the session's folder under a path relative to it; links are followed. */
  readonly entry: (path: string) => Entry | undefined;
  /** The names in a folder of the session's folder, sorted; none where there is no such folder. */
  readonly names: (folder: string) => readonly string[] | undefined;
  /** The text of a file of the session's folder; `undefined` also when it cannot be read. */
  readonly text: (file: string) => string | undefined;
  /** By how many milliseconds one file of the session's folder was last written before another. */
  readonly lag: (file: string, than: string) => number | undefined;
  /** The session of an id in the folder that holds this one's. */
  readonly session: (id: string) => OtherSession | undefined;
  /** The names of the folders beside the session's, and its own. */
  readonly sessions: () => readonly string[] | undefined;
  /** Whether the repository has a commit. Only commits that the session's state names can be asked about. */
  readonly hasCommit: (hash: string) => boolean | undefined;
}

/** `outside`: a path or link leads out of the session's folder. */
export type Entry = 'file' | 'folder' | 'absent' | 'outside';

/** A session in the same folder of sessions. */
export interface OtherSession {
  readonly exists: boolean;
  /** The sessions that it refers to; none where its state could not be read. */
  readonly refersTo: readonly string[];
}

/** A part of the surroundings. */
export type Surrounding = 'files' | 'sessions' | 'commits';

/** Surroundings of which nothing is known. */
export const UNKNOWN_SURROUNDINGS: Surroundings = {
  entry: unknown,
  names: unknown,
  text: unknown,
  lag: unknown,
  session: unknown,
  sessions: unknown,
  hasCommit: unknown,
};

/** What answers the questions about each part. */
const PARTS: Readonly<Record<Surrounding, (around: Surroundings) => Partial<Surroundings>>> = {
  files: ({ entry, names, text, lag }) => ({ entry, names, text, lag }),
  sessions: ({ session, sessions }) => ({ session, sessions }),
  commits: ({ hasCommit }) => ({ hasCommit }),
};

/** Surroundings that answer only what belongs to some parts. */
export function partsOf(around: Surroundings, parts: readonly Surrounding[]): Surroundings {
  if (parts.length === 0) return UNKNOWN_SURROUNDINGS;
  return Object.assign({}, UNKNOWN_SURROUNDINGS, ...parts.map((part) => PARTS[part](around))) as Surroundings;
}

/** A question that was asked, what it was about, and the answer. */
export type Asked = (question: keyof Surroundings, about: readonly string[], answer: unknown) => void;

/** Surroundings that tell what they are asked. */
export function noting(around: Surroundings, asked: Asked): Surroundings {
  return {
    entry: note('entry', around.entry),
    names: note('names', around.names),
    text: note('text', around.text),
    lag: note('lag', around.lag),
    session: note('session', around.session),
    sessions: note('sessions', around.sessions),
    hasCommit: note('hasCommit', around.hasCommit),
  };

  function note<A extends readonly string[], R>(
    question: keyof Surroundings,
    ask: (...about: A) => R,
  ): (...about: A) => R {
    return (...about) => {
      const answer = ask(...about);
      asked(question, about, answer);
      return answer;
    };
  }
}

function unknown(): undefined {
  return undefined;
}
