import { escapeBytes } from '../../document/raw-name.js';

/** What became of a file between two trees, as git tells it. */
export interface FileChange {
  /** Added, copied, deleted, modified, renamed, type changed, unmerged. */
  readonly status: 'A' | 'C' | 'D' | 'M' | 'R' | 'T' | 'U';
  /** Of a renamed file: how much of it stayed the same, in percent. */
  readonly similarity?: number;
  /** The later tree is one that several were merged into, of which the earlier is one. */
  readonly merged?: true;
  readonly before?: RawFile;
  readonly after?: RawFile;
}

export interface RawFile {
  /** From the top of the working tree, with `/`. */
  readonly path: string;
  /** Octal, as git writes it: 100644 a file, 120000 a link, 160000 a submodule. */
  readonly mode: string;
  readonly object: string;
}

/** How git has to compare, so that no configuration has a say in the answer and none of it starts a program. */
export const COMPARING: readonly string[] = [
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--ignore-submodules=all',
  // Cancels an order that the configuration names.
  '-O/dev/null',
];

/** Puts records together out of tokens that NULs end: what changed and how, then one path or two. */
export interface RecordReader {
  /** Whether the next token begins a record. */
  readonly atStart: () => boolean;
  readonly take: (token: string) => FileChange | undefined;
}

/** Reads what `--raw -z` makes git write. Tokens are strings of bytes, as `splitAtNul` makes them. */
export function createRecordReader(): RecordReader {
  let facts: string[] | undefined;
  let first: string | undefined;

  return {
    atStart: () => facts === undefined,

    take(token) {
      if (!facts) {
        // After a commit's own line the first record follows on a line of its own.
        facts = token.slice(token.indexOf(':') + 1).split(' ');
        return undefined;
      }
      const [beforeMode = '', afterMode = '', beforeObject = '', afterObject = '', result = ''] = facts;
      const status = result.charAt(0) as FileChange['status'];
      if (first === undefined && (status === 'R' || status === 'C')) {
        first = token;
        return undefined;
      }
      const change: FileChange = {
        status,
        ...(result.length > 1 && { similarity: Number(result.slice(1)) }),
        // Of a conflict only the name is told, where one of its sides removed the file.
        ...((isThere(beforeMode) || status === 'U') && {
          before: { path: decodePath(first ?? token), mode: beforeMode, object: beforeObject },
        }),
        ...(isThere(afterMode) && { after: { path: decodePath(token), mode: afterMode, object: afterObject } }),
      };
      facts = undefined;
      first = undefined;
      return change;
    },
  };
}

function isThere(mode: string): boolean {
  return mode !== '000000';
}

/** Splits bytes at NULs, chunk by chunk. A token is a string of bytes, each a character up to U+00FF. */
export function splitAtNul(): (chunk: Buffer) => string[] {
  let rest = '';
  return (chunk) => {
    const tokens = (rest + chunk.toString('latin1')).split('\0');
    rest = tokens.pop() ?? '';
    return tokens;
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A path out of its bytes. Git knows no encoding of names: bytes that are no UTF-8 are written as `\xff`, so that
 * different names stay different.
 */
export function decodePath(bytes: string): string {
  // eslint-disable-next-line no-control-regex -- all of ASCII is meant
  if (/^[\x00-\x7f]*$/u.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  try {
    return decoder.decode(buffer);
  } catch {
    return escapeBytes(bytes);
  }
}
