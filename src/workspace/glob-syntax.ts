/** A glob, read. It is matched against characters, the folders' `/` among them; a leading `..` counts as one character. */
export type GlobNode =
  | { readonly type: 'character'; readonly is: (character: string) => boolean; readonly literal?: string }
  | { readonly type: 'sequence'; readonly nodes: readonly GlobNode[] }
  | { readonly type: 'choice'; readonly options: readonly GlobNode[] }
  /** Any number of times in a row; at least once if `some`. */
  | { readonly type: 'repeat'; readonly node: GlobNode; readonly some: boolean }
  /** Any part of one segment but what the node matches. */
  | { readonly type: 'not'; readonly node: GlobNode };

/** Why a glob is not taken: it is not understood, or matching it could take too long. */
export class RefusedGlob extends Error {}

/** No system has longer paths; and what is built from a glob grows with its length. */
const LONGEST = 4096;
const DEEPEST = 20;
/** Each may be anywhere in the path at the same time. */
const MOST_REPEATED = 32;
const LONGEST_RANGE = 1000;

/**
 * Reads a glob: `*`, `?`, `[a-z]`, `[[:alpha:]]`, `**`, `{a,b}`, `{1..9}`, and `@(a|b)` with `?`, `*`, `+` or `!` in
 * place of `@`. `\` takes the magic from the character behind it. Throws `RefusedGlob`.
 */
export function parseGlob(glob: string, nocase: boolean): { readonly node: GlobNode; readonly magic: boolean } {
  if (glob.length > LONGEST) throw new RefusedGlob(`it is longer than ${LONGEST} characters`);
  const fold = nocase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const characters = Array.from(glob);
  const closing = closingBrackets(characters);
  let at = 0;
  let magic = false;
  let nots = 0;
  let repeated = 0;

  return { node: sequence(characters.length, () => false, true), magic };

  /** Reads up to an index, or to a character that divides options. */
  function sequence(end: number, divides: (character: string) => boolean, startsSegment: boolean): GlobNode {
    const nodes: GlobNode[] = [];
    while (at < end && !divides(characters[at] ?? '')) {
      const begins = nodes.length === 0 ? startsSegment : characters[at - 1] === '/';
      nodes.push(part(end, begins));
    }
    return { type: 'sequence', nodes };
  }

  function part(end: number, startsSegment: boolean): GlobNode {
    const character = characters[at] ?? '';
    const close = closing.get(at);
    if (character === '\\' && at + 1 < end) {
      at += 2;
      magic = true;
      return literal(characters[at - 1] ?? '');
    }
    if (close !== undefined) {
      if (character === '{') return braces(close, startsSegment);
      if (character === '[') return characterClass(close);
      return group(character, close, startsSegment);
    }
    if (
      startsSegment &&
      character === '.' &&
      characters[at + 1] === '.' &&
      '/,|})'.includes(characters[at + 2] ?? '/')
    ) {
      at += 2;
      return literal('..');
    }
    if (character === '/' && !'*?])}'.includes(characters[at - 1] ?? '*') && endsInStars(at + 1)) {
      // The folder itself counts too, so that it is not even entered.
      at = characters.length;
      magic = true;
      return choice([EMPTY, { type: 'sequence', nodes: [literal('/'), ANY_DEPTH] }]);
    }
    at += 1;
    if (character === '?') {
      magic = true;
      return ANY_CHARACTER;
    }
    return character === '*' ? stars(end, startsSegment) : literal(character);
  }

  function endsInStars(from: number): boolean {
    return characters.length === from + 2 && characters[from] === '*' && characters[from + 1] === '*';
  }

  function stars(end: number, startsSegment: boolean): GlobNode {
    magic = true;
    countRepeated();
    const first = at - 1;
    while (at < end && characters[at] === '*' && !closing.has(at)) at += 1;
    const next = characters[at] ?? '/';
    if (at - first < 2 || !startsSegment || !'/,|})'.includes(next)) return ANY_NAME;
    if (characters[at] !== '/') return ANY_DEPTH;
    at += 1;
    return ANY_FOLDERS;
  }

  function braces(close: number, startsSegment: boolean): GlobNode {
    const inside = characters.slice(at + 1, close).join('');
    const range = /^(?:(-?\d{1,9})\.\.(-?\d{1,9})|([a-z])\.\.([a-z]))$/iu.exec(inside);
    if (range) {
      at = close + 1;
      magic = true;
      return choice(membersOf(range).map(word));
    }
    const options = optionsIn(close, ',', startsSegment);
    if (options.length > 1) {
      magic = true;
      return choice(options);
    }
    // Braces without a comma stand for themselves.
    return { type: 'sequence', nodes: [literal('{'), ...options, literal('}')] };
  }

  function group(sign: string, close: number, startsSegment: boolean): GlobNode {
    magic = true;
    at += 1;
    if (sign === '!') nots += 1;
    if (nots > 1) throw new RefusedGlob('it has a "!(…)" inside another');
    const node = choice(optionsIn(close, '|', startsSegment));
    if (sign === '!') {
      nots -= 1;
      return { type: 'not', node };
    }
    if (sign === '@') return node;
    if (sign !== '?') countRepeated();
    return sign === '?' ? choice([EMPTY, node]) : { type: 'repeat', node, some: sign === '+' };
  }

  function countRepeated(): void {
    repeated += 1;
    if (repeated > MOST_REPEATED) throw new RefusedGlob(`it has more than ${MOST_REPEATED} stars`);
  }

  function optionsIn(close: number, divider: string, startsSegment: boolean): GlobNode[] {
    const options: GlobNode[] = [];
    do {
      at += 1;
      options.push(sequence(close, (character) => character === divider, startsSegment));
    } while (at < close);
    at = close + 1;
    return options;
  }

  function characterClass(close: number): GlobNode {
    magic = true;
    const negated = characters[at + 1] === '!' || characters[at + 1] === '^';
    const expression = classExpression(characters.slice(at + (negated ? 2 : 1), close), nocase);
    at = close + 1;
    return { type: 'character', is: (character) => isOfName(character) && expression.test(character) !== negated };
  }

  function word(text: string): GlobNode {
    return { type: 'sequence', nodes: Array.from(text, literal) };
  }

  function literal(text: string): GlobNode {
    const folded = fold(text);
    return { type: 'character', literal: text, is: (character) => fold(character) === folded };
  }
}

const EMPTY: GlobNode = { type: 'sequence', nodes: [] };
const ANY_CHARACTER: GlobNode = { type: 'character', is: isOfName };
const ANY_NAME: GlobNode = { type: 'repeat', node: ANY_CHARACTER, some: false };
const FOLDER: GlobNode = {
  type: 'sequence',
  nodes: [
    { type: 'repeat', node: ANY_CHARACTER, some: true },
    { type: 'character', is: (character) => character === '/', literal: '/' },
  ],
};
const ANY_FOLDERS: GlobNode = { type: 'repeat', node: FOLDER, some: false };
const ANY_DEPTH: GlobNode = { type: 'sequence', nodes: [ANY_FOLDERS, ANY_NAME] };

function isOfName(character: string): boolean {
  return character !== '/' && character !== '..';
}

function choice(options: readonly GlobNode[]): GlobNode {
  const [only, ...others] = options;
  return only && others.length === 0 ? only : { type: 'choice', options };
}

/** The index of each opening bracket that is closed → that of its close; for `@(` the index of the sign. */
function closingBrackets(characters: readonly string[]): Map<number, number> {
  const closing = new Map<number, number>();
  const open: { readonly at: number; readonly close: string }[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '\\') {
      at += 1;
    } else if (character === '[') {
      const end = endOfClass(characters, at);
      if (end !== undefined) closing.set(at, end);
      at = end ?? at;
    } else if (character === '{') {
      open.push({ at, close: '}' });
    } else if ('@?*+!'.includes(character) && characters[at + 1] === '(') {
      open.push({ at, close: ')' });
      at += 1;
    } else if (character === '}' || character === ')') {
      const opened = open.findLastIndex(({ close }) => close === character);
      const bracket = open[opened];
      if (!bracket) continue;
      if (opened >= DEEPEST) throw new RefusedGlob(`its brackets are nested more than ${DEEPEST} deep`);
      closing.set(bracket.at, at);
      // What was opened behind it and is not closed stands for itself.
      open.length = opened;
    }
  }
  return closing;
}

function endOfClass(characters: readonly string[], start: number): number | undefined {
  let at = start + 1;
  if (characters[at] === '!' || characters[at] === '^') at += 1;
  // A bracket that comes first is a member.
  if (characters[at] === ']') at += 1;
  for (; at < characters.length && characters[at] !== '/'; at += 1) {
    if (characters[at] === '\\') at += 1;
    else if (characters[at] === '[' && characters[at + 1] === ':') at = endOfNamed(characters, at) ?? at;
    else if (characters[at] === ']') return at;
  }
  return undefined;
}

/** The last index of a named class such as `[:alpha:]`. */
function endOfNamed(characters: readonly string[], start: number): number | undefined {
  for (let at = start + 2; /^[a-z]$/u.test(characters[at] ?? ''); at += 1) {
    if (characters[at + 1] === ':' && characters[at + 2] === ']') return at + 2;
  }
  return undefined;
}

const NAMED_CLASSES: Readonly<Record<string, string>> = {
  alnum: String.raw`\p{L}\p{Nl}\p{Nd}`,
  alpha: String.raw`\p{L}\p{Nl}`,
  ascii: String.raw`\0-\x7f`,
  blank: String.raw`\t\p{Zs}`,
  cntrl: String.raw`\p{Cc}`,
  digit: String.raw`\p{Nd}`,
  lower: String.raw`\p{Ll}`,
  punct: String.raw`\p{P}`,
  space: String.raw`\s`,
  upper: String.raw`\p{Lu}`,
  word: String.raw`\p{L}\p{Nl}\p{Nd}_`,
  xdigit: 'A-Fa-f0-9',
};

/** The members of a class as an expression for one character: no more than one step, whatever they are. */
function classExpression(members: readonly string[], nocase: boolean): RegExp {
  let source = '';
  for (let at = 0; at < members.length; at += 1) {
    const end = members[at] === '[' && members[at + 1] === ':' ? endOfNamed(members, at) : undefined;
    const named = end === undefined ? undefined : NAMED_CLASSES[members.slice(at + 2, end - 1).join('')];
    if (end !== undefined && named === undefined)
      throw new RefusedGlob(`"${members.slice(at, end + 1).join('')}" is no class of characters`);
    if (end !== undefined && named !== undefined) {
      source += named;
      at = end;
      continue;
    }
    if (members[at] === '\\' && at + 1 < members.length) at += 1;
    const from = members[at] ?? '';
    if (members[at + 1] !== '-' || at + 2 >= members.length) {
      source += escaped(from);
      continue;
    }
    at += members[at + 2] === '\\' && at + 3 < members.length ? 3 : 2;
    const to = members[at] ?? '';
    // A range that runs backwards has no members.
    if ((from.codePointAt(0) ?? 0) <= (to.codePointAt(0) ?? 0)) source += `${escaped(from)}-${escaped(to)}`;
  }
  return new RegExp(`^[${source}]$`, nocase ? 'iu' : 'u');
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function membersOf([, first, last, from = '', to = '']: RegExpExecArray): string[] {
  if (first === undefined || last === undefined)
    return between(from.charCodeAt(0), to.charCodeAt(0)).map((code) => String.fromCharCode(code));
  const width = /^-?0\d|^-?\d+ -?0\d/u.test(`${first} ${last}`) ? Math.max(first.length, last.length) : 0;
  return between(Number(first), Number(last)).map((number) => {
    const digits = String(Math.abs(number));
    return number < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
  });
}

function between(one: number, other: number): number[] {
  const [low, high] = one < other ? [one, other] : [other, one];
  if (high - low >= LONGEST_RANGE) throw new RefusedGlob(`it has a range of more than ${LONGEST_RANGE} members`);
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}
