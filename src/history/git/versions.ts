import { type Document, formatOf, type Limits } from '../../document/document.js';
import { readVersion, unreadVersion } from '../read-version.js';
import type { UntoldList } from '../untold.js';
import type { GitObject, ObjectReader } from './objects.js';

/** Text of versions that are kept, in characters: the next older step of a file needs one of them again. */
const KEPT = 16 * 1024 * 1024;

/** The content of an object: a document, from when it was read until it is let go of. */
export interface Content {
  /** Its id, or a name that git understands. */
  readonly object: string;
  /** Where it is told that it cannot be had; absent where nobody minds. */
  readonly file: string;
  /** What it is kept by; absent for what is not kept. */
  readonly name?: string;
  /** For how many steps it was asked that have not had it yet. */
  wanted: number;
  /** Whether git was asked and has not answered. */
  pending: boolean;
  document: Document | undefined;
}

/** Reads contents, each about once. */
export interface Contents {
  /** Asks ahead. */
  ask(object: string, file: string): Content;
  /** To be called as often as was asked. */
  read(content: Content): Promise<Document>;
  /** The document that a name such as `HEAD:a/b` stands for; an unread one when it stands for none. */
  look(name: string, file: string): Promise<Document>;
  /** Lets go of a content, unless a step that was asked for needs it. */
  drop(content: Content): void;
}

/**
 * @param reader nobody else may ask it
 * @param display how a file is shown of which a version cannot be had
 */
export function createContents(
  reader: ObjectReader,
  limits: Limits,
  untold: UntoldList,
  display: (file: string) => string,
): Contents {
  const kept = new Map<string, Content>();
  const questions: Content[] = [];
  let total = 0;

  return {
    ask(object, file) {
      // The same bytes are one document, or one a line.
      const name = `${formatOf(file)} ${object}`;
      let content = kept.get(name);
      if (content) {
        // Back to the end: the first is the one that was not needed for longest.
        kept.delete(name);
      } else {
        content = { object, file, name, wanted: 0, pending: false, document: undefined };
        question(content);
      }
      content.wanted += 1;
      kept.set(name, content);
      return content;
    },

    async read(content) {
      content.wanted -= 1;
      return content.document ?? fetch(content);
    },

    look(name, file) {
      return fetch({ object: name, file, wanted: 1, pending: false, document: undefined });
    },

    drop(content) {
      if (content.wanted === 0) forget(content);
    },
  };

  function question(content: Content): void {
    content.pending = true;
    reader.ask(content.object);
    questions.push(content);
  }

  async function fetch(content: Content): Promise<Document> {
    // It was let go of to make room.
    if (!content.pending) question(content);
    for (;;) {
      const next = questions.shift();
      if (!next) throw new Error('an answer was waited for that nobody asked for');
      const document = documentOf(await reader.next(), next);
      next.pending = false;
      if (next.name !== undefined) keep(next, document);
      if (next === content) return document;
    }
  }

  function keep(content: Content, document: Document): void {
    content.document = document;
    total += sizeOf(document);
    for (const oldest of kept.values()) {
      if (total <= KEPT) return;
      if (oldest !== content && oldest.document) forget(oldest);
    }
  }

  function forget(content: Content): void {
    const { name, document } = content;
    if (name === undefined || kept.get(name) !== content) return;
    if (content.wanted === 0) kept.delete(name);
    if (document) total -= sizeOf(document);
    // A content that has grown old in memory would keep its document from being collected.
    content.document = undefined;
  }

  function documentOf(answer: GitObject, { object, file, name }: Content): Document {
    const tell = (reason: string): void => {
      if (name !== undefined) untold.tell({ display: display(file), reason });
    };
    if (answer.type === 'missing') {
      tell(`git has not the contents of a version (${object.slice(0, 12)}) in this clone`);
      return unreadVersion('vanished', {});
    }
    if (answer.type === 'too-large') {
      tell(`a version of ${answer.size} bytes is over the limit of ${limits.maxBytes}`);
      return unreadVersion('tooLarge', { size: answer.size, limit: limits.maxBytes });
    }
    if (isLfsPointer(answer.bytes)) {
      tell('git has only a pointer of git-lfs, not the contents');
      return unreadVersion('vanished', {});
    }
    return readVersion(answer.bytes, formatOf(file), limits);
  }
}

/** In characters; also what has no text takes room. */
function sizeOf({ text }: Document): number {
  return text.length + 100;
}

const LFS = Buffer.from('version https://git-lfs.github.com/spec/');

function isLfsPointer(bytes: Buffer): boolean {
  return bytes.length < 1024 && bytes.subarray(0, LFS.length).equals(LFS);
}
