import { type Document, formatOf, type Limits } from '../../document/document.js';
import { readVersion, unreadVersion } from '../read-version.js';
import type { UntoldList } from '../untold.js';
import type { GitObject, ObjectReader } from './objects.js';

/** Text of versions that are kept, in characters: the next older step of a file needs one of them again. */
const KEPT = 24 * 1024 * 1024;

/** The content of an object as a document, once it is read. */
export interface Content {
  readonly object: string;
  document?: Document;
}

/** Reads contents, each about once. */
export interface Contents {
  /** Asks ahead. What is asked for first has to be read first. */
  ask(object: string, file: string): Content;
  read(content: Content): Promise<Document>;
  /** The document that a name such as `HEAD:a/b` stands for; an unread one when it stands for none. */
  look(name: string, file: string): Promise<Document>;
  /** No step that is still to come needs it. */
  drop(content: Content): void;
}

/** A content that git was asked for. */
interface Question {
  readonly content: Content;
  /** What it is kept by; absent when it is not kept. */
  readonly name?: string;
  readonly file: string;
}

/**
 * @param reader nobody else may ask it ahead
 * @param display how a file is shown of which a version cannot be had
 */
export function createContents(
  reader: ObjectReader,
  limits: Limits,
  untold: UntoldList,
  display: (file: string) => string,
): Contents {
  const kept = new Map<string, Content>();
  const questions: Question[] = [];
  let total = 0;

  const contents: Contents = {
    ask(object, file) {
      // The same bytes are one document, or one a line.
      const name = `${formatOf(file)} ${object}`;
      const known = kept.get(name);
      // Back to the end: the first is the one that was not needed for longest.
      kept.delete(name);
      const content = known ?? { object };
      kept.set(name, content);
      if (!known) {
        reader.ask(object);
        questions.push({ content, name, file });
      }
      return content;
    },

    async read(content) {
      while (!content.document) {
        const question = questions.shift();
        if (!question) throw new Error('a version was read that nobody asked for');
        const document = documentOf(await reader.next(), question);
        question.content.document = document;
        if (question.name === undefined || kept.get(question.name) !== question.content) continue;
        total += sizeOf(document);
        forget();
      }
      return content.document;
    },

    look(name, file) {
      const content = { object: name };
      reader.ask(name);
      questions.push({ content, file });
      return contents.read(content);
    },

    drop(content) {
      for (const format of ['json', 'jsonl']) {
        const name = `${format} ${content.object}`;
        if (kept.get(name) === content) remove(name, content);
      }
    },
  };
  return contents;

  function documentOf(answer: GitObject, { content, name, file }: Question): Document {
    const tell = (reason: string): void => {
      if (name !== undefined) untold.tell({ display: display(file), reason });
    };
    if (answer.type === 'missing') {
      tell(`the contents of a version (${content.object.slice(0, 12)}) are not in this clone`);
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

  function forget(): void {
    for (const [name, content] of kept) {
      if (total <= KEPT) return;
      // What is still to be read takes no room yet.
      if (content.document) remove(name, content);
    }
  }

  function remove(name: string, { document }: Content): void {
    if (!kept.delete(name) || !document) return;
    total -= sizeOf(document);
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
