import { type Document, formatOf, type Limits } from '../../document/document.js';
import { readVersion, unreadVersion } from '../read-version.js';
import type { UntoldList } from '../untold.js';
import { isLfsPointer } from './lfs.js';
import type { GitObject, ObjectReader } from './objects.js';

/** Versions that are kept, in bytes: the next older step of a file needs one of them again. */
const KEPT = 32 * 1024 * 1024;

/** Versions that are kept parsed, in characters. A value takes many times the room of its text. */
const KEPT_PARSED = 2 * 1024 * 1024;

/** The content of an object, from when it was read until it is let go of. */
export interface Content {
  /** Its id, or a name that git understands. */
  readonly object: string;
  /** Where it is told that it cannot be had. */
  readonly file: string;
  /** What it is kept by; absent for what is not kept. */
  readonly name?: string;
  /** For how many steps it was asked that have not had it yet. */
  wanted: number;
  /** Whether git was asked and has not answered. */
  pending: boolean;
  /** What is kept of it: the bytes or the document. */
  answer?: GitObject | undefined;
  document?: Document | undefined;
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
  const parsed = new Set<Content>();
  const questions: Content[] = [];
  let total = 0;
  let totalParsed = 0;

  return {
    ask(object, file) {
      // The same bytes are one document, or one a line.
      const name = `${formatOf(file)} ${object}`;
      let content = kept.get(name);
      if (content) {
        // Back to the end: the first is the one that was not needed for longest.
        kept.delete(name);
      } else {
        content = { object, file, name, wanted: 0, pending: false };
        question(content);
      }
      content.wanted += 1;
      kept.set(name, content);
      return content;
    },

    async read(content) {
      content.wanted -= 1;
      if (content.document) return content.document;
      const document = documentOf(content.answer ?? (await fetch(content)), content);
      keepParsed(content, document);
      return document;
    },

    async look(name, file) {
      const content = { object: name, file, wanted: 0, pending: false };
      return documentOf(await fetch(content), content);
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

  async function fetch(content: Content): Promise<GitObject> {
    // It was let go of to make room.
    if (!content.pending) question(content);
    for (;;) {
      const next = questions.shift();
      if (!next) throw new Error('an answer was waited for that nobody asked for');
      const answer = await reader.next();
      next.pending = false;
      if (next === content) return answer;
      // What was read is a part of a chunk, and would keep all of it.
      keep(next, answer.type === 'blob' ? { type: 'blob', bytes: Buffer.from(answer.bytes) } : answer);
    }
  }

  function keep(content: Content, answer: GitObject): void {
    content.answer = answer;
    total += sizeOf(answer);
    for (const oldest of kept.values()) {
      if (total <= KEPT) return;
      if (oldest !== content) forgetBytes(oldest);
    }
  }

  function forgetBytes(content: Content): void {
    if (!content.answer) return;
    total -= sizeOf(content.answer);
    content.answer = undefined;
  }

  function keepParsed(content: Content, document: Document): void {
    forgetBytes(content);
    content.document = document;
    parsed.add(content);
    totalParsed += document.text.length;
    for (const oldest of parsed) {
      if (totalParsed <= KEPT_PARSED) return;
      if (oldest === content) continue;
      const { document: older } = oldest;
      forgetParsed(oldest);
      if (older?.parsed) keep(oldest, { type: 'blob', bytes: Buffer.from(older.text) });
    }
  }

  function forgetParsed(content: Content): void {
    if (!content.document) return;
    totalParsed -= content.document.text.length;
    parsed.delete(content);
    // A content that has grown old in memory would keep its document from being collected.
    content.document = undefined;
  }

  function forget(content: Content): void {
    if (content.name !== undefined) kept.delete(content.name);
    forgetBytes(content);
    forgetParsed(content);
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

/** In bytes; also what has none takes room. */
function sizeOf(answer: GitObject): number {
  return answer.type === 'blob' ? answer.bytes.length + 100 : 100;
}
