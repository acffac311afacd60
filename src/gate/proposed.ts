import { isObject, type ToolInput } from './payload.js';

/** What a tool call names: the file, and what the call would make of it. */
export interface Proposal {
  /** As the call names it. */
  readonly file: string;
  /**
   * The text that the file would have, given the one it has (`undefined` where there is none); `undefined` when the call
   * would fail by itself, or nobody knows.
   */
  readonly apply: (before: string | undefined) => string | undefined;
}

/** The names under which tools take a file's path, the most usual first. */
const PATHS = ['file_path', 'path', 'filePath', 'filepath', 'notebook_path', 'target_file'] as const;
/** … and the whole text of a file. */
const TEXTS = ['content', 'contents', 'file_text', 'text'] as const;

/** In the name of a tool, or of its mode: the text is a part of the file, or is not put into it at all. */
const OF_A_PART = /append|prepend|insert|comment|search|patch/iu;
/** Arguments that name the place in the file where the text goes. */
const PLACES = ['insert_line', 'line', 'offset', 'position'] as const;

const BYTE_ORDER_MARK = '\uFEFF';

/** No file that is judged is longer; a few replacements can make a text that no memory holds. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** One piece of text put in the place of another. */
interface Replacement {
  readonly from: string;
  readonly to: string;
  readonly everywhere: boolean;
}

/**
 * What a tool call would write, told by its input alone: the client's own tools and others that write files (of an MCP
 * server, say) name their arguments alike. `undefined` for a call that writes no file that can be told.
 *
 * @param tool its name, which may say that the text is not the whole file
 */
export function proposalOf(input: ToolInput, tool = ''): Proposal | undefined {
  const file = stringAt(input, PATHS);
  if (file === undefined) return undefined;
  const replacements = replacementsOf(input);
  if (replacements) return { file, apply: (before) => replaced(before, replacements) };
  const text = stringAt(input, TEXTS);
  if (text === undefined || isOfAPart(input, tool)) return undefined;
  // A byte-order mark stays.
  return {
    file,
    apply: (before) =>
      before?.startsWith(BYTE_ORDER_MARK) === true && !text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + text : text,
  };
}

/** The path of a file that a tool call names, whatever it does there. */
export function pathOf(input: ToolInput): string | undefined {
  return stringAt(input, PATHS);
}

function isOfAPart(input: ToolInput, tool: string): boolean {
  // The name of the server that has the tool says nothing.
  const name = tool.slice(tool.lastIndexOf('__') + 1);
  return OF_A_PART.test(`${name} ${stringAt(input, ['mode']) ?? ''}`) || PLACES.some((place) => place in input);
}

function replacementsOf(input: ToolInput): Replacement[] | undefined {
  const one = replacementOf(input);
  if (one) return [one];
  const list = input['edits'];
  if (!Array.isArray(list)) return undefined;
  const all = (list as unknown[]).map((edit) => (isObject(edit) ? replacementOf(edit) : undefined));
  return all.every((edit) => edit !== undefined) ? all : undefined;
}

function replacementOf(edit: ToolInput): Replacement | undefined {
  const [from, to] = [stringAt(edit, ['old_string', 'oldText']), stringAt(edit, ['new_string', 'newText'])];
  if (from === undefined || to === undefined) return undefined;
  return { from, to, everywhere: edit['replace_all'] === true };
}

/** One after the other; `undefined` as soon as one does not find its text, or finds it twice. */
function replaced(before: string | undefined, replacements: readonly Replacement[]): string | undefined {
  const mark = before?.startsWith(BYTE_ORDER_MARK) === true ? BYTE_ORDER_MARK : '';
  let text = before?.slice(mark.length).replaceAll('\r\n', '\n');
  for (const replacement of replacements) {
    text = replacedOnce(text, replacement);
    if (text === undefined || text.length > MOST_CHARACTERS) return undefined;
  }
  if (text === undefined) return undefined;
  return mark + (before !== undefined && isMostlyCrLf(before) ? text.replaceAll('\n', '\r\n') : text);
}

function replacedOnce(text: string | undefined, replacement: Replacement): string | undefined {
  const { from, to, everywhere } = replacement;
  // The way to make a file, or to fill an empty one.
  if (from === '') return text === undefined || text.trim() === '' ? to : undefined;
  if (text === undefined || from === to) return undefined;
  const found = quoteStyleOf(text, from);
  if (found === undefined) return replacedEscaped(text, replacement);
  const put = inStyleOf(found, from, to);
  // With a line's text its line feed goes.
  const target = to === '' && !found.endsWith('\n') && text.includes(`${found}\n`) ? `${found}\n` : found;
  const at = text.indexOf(target);
  if (everywhere) return text.replaceAll(target, () => put);
  if (text.includes(found, text.indexOf(found) + 1)) return undefined;
  return text.slice(0, at) + put + text.slice(at + target.length);
}

/** Characters are found where the file has them as escapes, and what is put in is escaped likewise. */
function replacedEscaped(text: string, { from, to, everywhere }: Replacement): string | undefined {
  for (const escape of [lowerCaseEscape, upperCaseEscape]) {
    const escaped = from.replaceAll(NOT_ASCII, escape);
    if (escaped !== from && text.includes(escaped)) {
      return replacedOnce(text, { from: escaped, to: to.replaceAll(NOT_ASCII, escape), everywhere });
    }
  }
  return undefined;
}

const NOT_ASCII = /[\u0080-\uffff]/g;

function lowerCaseEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function upperCaseEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const CURLY_DOUBLE = /[“”]/u;
const CURLY_SINGLE = /[‘’]/u;

/** The text as the file has it: typographic quotation marks stand for plain ones. */
function quoteStyleOf(text: string, from: string): string | undefined {
  if (text.includes(from)) return from;
  const plain = (value: string): string => value.replaceAll(/[“”]/gu, '"').replaceAll(/[‘’]/gu, "'");
  // Each stands for one character, so that places stay.
  const at = plain(text).indexOf(plain(from));
  return at < 0 ? undefined : text.slice(at, at + from.length);
}

/** What is put in takes over the quotation marks of what it replaces. */
function inStyleOf(found: string, from: string, to: string): string {
  if (found === from) return to;
  let text = to;
  if (CURLY_DOUBLE.test(found)) text = text.replaceAll(/(^|[\s([{—–])"/gu, '$1“').replaceAll('"', '”');
  if (CURLY_SINGLE.test(found)) text = text.replaceAll(/(^|[\s([{—–])'/gu, '$1‘').replaceAll("'", '’');
  return text;
}

function isMostlyCrLf(text: string): boolean {
  const pairs = text.split('\r\n').length - 1;
  return pairs > text.split('\n').length - 1 - pairs;
}

function stringAt(input: ToolInput, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = input[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}
