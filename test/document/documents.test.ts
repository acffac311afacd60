import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, test } from 'vitest';
import type { Format, Limits } from '../../src/document/document.js';
import { DEFAULT_LIMITS, formatOf } from '../../src/document/document.js';
import type { ReadOptions } from '../../src/document/documents.js';
import { parseDocuments, readDocuments } from '../../src/document/documents.js';
import { locate } from '../../src/document/locate.js';
import { openSource, readProblem, readWhole } from '../../src/document/read.js';

const BOM = '\uFEFF';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'stategate-documents-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function read(file: string, options: Partial<ReadOptions> = {}) {
  return [...readDocuments(file, { format: formatOf(file), limits: DEFAULT_LIMITS, root: folder, ...options })];
}

function parse(content: string | Uint8Array, format: Format, limits: Limits = DEFAULT_LIMITS) {
  return [...parseDocuments(Buffer.from(content), { format, limits })];
}

/** The only problem of the only document. */
function problemOf(documents: ReturnType<typeof read>) {
  expect(documents).toHaveLength(1);
  const problems = documents[0]?.problems ?? [];
  expect(problems).toHaveLength(1);
  const [problem] = problems;
  return { id: `${String(problem?.rule)}/${String(problem?.message)}`, data: problem?.data, range: problem?.range };
}

describe('a JSON file', () => {
  it('is one document', () => {
    const text = '{\n  "a": "ü😀"\n}\n';
    expect(read(write('state.json', text))).toEqual([
      { parsed: true, text, line: 1, value: { a: 'ü😀' }, problems: [] },
    ]);
  });

  test.each(['a\nb.json', 'ключ 鍵 🔑.json', '--help.json', ' .json', "'$(x)'.json"])('may be named %j', (name) => {
    expect(read(write(name, '[1]'))).toMatchObject([{ parsed: true, value: [1] }]);
  });

  it('may be of any size up to the limit', () => {
    for (const size of [65_535, 65_536, 65_537, 300_000]) {
      const file = write('large.json', `"${'x'.repeat(size - 2)}"`);
      expect(read(file, { limits: { ...DEFAULT_LIMITS, maxBytes: size } })).toMatchObject([{ parsed: true }]);
      expect(problemOf(read(file, { limits: { ...DEFAULT_LIMITS, maxBytes: size - 1 } }))).toMatchObject({
        id: 'unreadable-file/tooLarge',
        data: { size, limit: size - 1 },
      });
    }
  });

  it('of 200 MB is not read', () => {
    const file = write('huge.json', '{}');
    truncateSync(file, 200_000_000);
    expect(problemOf(read(file))).toMatchObject({
      id: 'unreadable-file/tooLarge',
      data: { size: 200_000_000, limit: DEFAULT_LIMITS.maxBytes },
      range: { line: 1, column: 1 },
    });
    const source = openSource(file, folder) as { fd: number; size: number };
    onTestFinished(() => {
      closeSync(source.fd);
    });
    expect(readWhole(source, DEFAULT_LIMITS.maxBytes)).toMatchObject({ message: 'tooLarge' });
    // A file is read on from where the last reader stopped: that is still its beginning.
    const next = Buffer.alloc(2);
    readSync(source.fd, next, 0, 2, null);
    expect(next.toString()).toBe('{}');
  });

  it('that is empty has one problem', () => {
    expect(problemOf(read(write('empty.json', '')))).toMatchObject({ id: 'syntax/empty' });
  });

  it('that is read after a longer one holds nothing of it', () => {
    const long = write('long.json', `[${'1,'.repeat(100)}1]`);
    const short = write('short.json', '[2]');
    read(long);
    expect(read(short)).toMatchObject([{ text: '[2]' }]);
  });
});

describe('encodings', () => {
  it('a byte-order mark is one problem, and the text goes on without it', () => {
    const documents = read(write('bom.json', `${BOM}{"a": 1}`));
    expect(problemOf(documents)).toMatchObject({ id: 'encoding/byteOrderMark', range: { line: 1, column: 1 } });
    expect(documents).toMatchObject([{ parsed: true, text: '{"a": 1}', value: { a: 1 } }]);
  });

  it('UTF-16 is one problem', () => {
    const file = write('utf16.json', Buffer.from(`${BOM}{"a": 1}`, 'utf16le'));
    expect(problemOf(read(file))).toMatchObject({ id: 'encoding/utf16', data: { name: 'UTF-16LE' } });
  });

  it('UTF-16 is one problem in JSONL too', () => {
    const content = Buffer.from('{"a": 1}\n{"a": 2}\n', 'utf16le').swap16();
    expect(problemOf(parse(content, 'jsonl'))).toMatchObject({ id: 'encoding/utf16', data: { name: 'UTF-16BE' } });
  });

  it('invalid UTF-8 is one problem', () => {
    const file = write('latin1.json', Buffer.from('{\n  "name": "café"\n}', 'latin1'));
    const documents = read(file);
    expect(problemOf(documents)).toEqual({
      id: 'encoding/invalidUtf8',
      data: { byte: '0xE9' },
      range: { line: 2, column: 15, endLine: 2, endColumn: 16 },
    });
    expect(documents).toMatchObject([{ parsed: false }]);
  });

  it('a file that ends inside a character is cut short', () => {
    const content = Buffer.from('{"a": "中');
    expect(problemOf(parse(content.subarray(0, -1), 'json'))).toMatchObject({ id: 'syntax/truncated' });
  });

  it('a piece of a character after the end is not passed over', () => {
    const content = Buffer.concat([Buffer.from('{}'), Buffer.from([0xe4, 0xb8])]);
    expect(problemOf(parse(content, 'json'))).toMatchObject({ id: 'syntax/afterEnd', range: { line: 1, column: 3 } });
  });
});

describe('what is no regular file is one problem, at once', () => {
  it('a folder', () => {
    expect(problemOf(read(folder))).toMatchObject({ id: 'unreadable-file/notAFile', data: { type: 'directory' } });
  });

  it('a named pipe', () => {
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    expect(problemOf(read(pipe))).toMatchObject({ id: 'unreadable-file/notAFile', data: { type: 'named pipe' } });
    expect(problemOf(read(pipe, { root: undefined }))).toMatchObject({ id: 'unreadable-file/notAFile' });
  });

  it('a socket', async () => {
    const socket = join(folder, 'socket.json');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    onTestFinished(() => void server.close());
    expect(problemOf(read(socket))).toMatchObject({ id: 'unreadable-file/notAFile', data: { type: 'socket' } });
  });

  it('a device', () => {
    const documents = read('/dev/zero', { root: undefined });
    expect(problemOf(documents)).toMatchObject({ id: 'unreadable-file/notAFile', data: { type: 'device' } });
  });
});

describe('a symbolic link', () => {
  it('is followed inside the tree', () => {
    const file = write('real.json', '[1]');
    const link = join(folder, 'link.json');
    symlinkSync(file, link);
    expect(read(link)).toMatchObject([{ parsed: true, value: [1], problems: [] }]);
  });

  it.each(['to a file', 'on the way to a file'])('%s is not followed out of the tree', (kind) => {
    const root = join(folder, 'tree');
    mkdirSync(root);
    // A folder whose name begins like the tree's is not inside it.
    mkdirSync(join(folder, 'tree-2'));
    const file = write('tree-2/secret.json', '[1]');
    const link = join(root, 'link');
    symlinkSync(kind === 'to a file' ? file : join(folder, 'tree-2'), link);
    const path = kind === 'to a file' ? link : join(link, 'secret.json');
    const documents = read(path, { root });
    expect(problemOf(documents)).toMatchObject({ id: 'unreadable-file/leavesTree', data: { target: file } });
    expect(documents).toMatchObject([{ parsed: false, text: '' }]);
    expect(read(path, { root: undefined })).toMatchObject([{ parsed: true }]);
    expect(read(path, { root: '/' })).toMatchObject([{ parsed: true }]);
  });

  it.each([
    ['to nothing', 'nowhere.json'],
    ['to itself', 'link.json'],
  ])('%s is one problem', (_name, target) => {
    const link = join(folder, 'link.json');
    symlinkSync(target, link);
    expect(problemOf(read(link))).toMatchObject({ id: 'unreadable-file/brokenLink', data: { target } });
    expect(problemOf(read(link, { root: undefined }))).toMatchObject({ id: 'unreadable-file/brokenLink' });
  });
});

describe('a file that changes', () => {
  it('before it is opened has vanished', () => {
    const file = write('gone.json', '{}');
    const documents = readDocuments(file, { format: 'json', limits: DEFAULT_LIMITS, root: folder });
    rmSync(file);
    expect(problemOf([...documents])).toMatchObject({ id: 'unreadable-file/vanished', data: {} });
  });

  it('together with its folder has vanished', () => {
    mkdirSync(join(folder, 'session'));
    const file = write('session/state.json', '{}');
    rmSync(join(folder, 'session'), { recursive: true });
    write('session', 'now a file');
    expect(problemOf(read(file))).toMatchObject({ id: 'unreadable-file/vanished' });
  });

  function readChanged(content: string, change: (file: string) => void, maxBytes = 1_000_000) {
    const file = write('changing.json', content);
    const source = openSource(file, folder);
    if ('rule' in source) throw new Error('the file cannot be opened');
    change(file);
    try {
      const bytes = readWhole(source, maxBytes);
      return 'rule' in bytes ? bytes : Buffer.from(bytes).toString();
    } finally {
      closeSync(source.fd);
    }
  }

  it('after it is opened is read as it is then', () => {
    const more = 'y'.repeat(200_000);
    expect(
      readChanged('x', (file) => {
        appendFileSync(file, 'yz');
      }),
    ).toBe('xyz');
    expect(
      readChanged('x', (file) => {
        appendFileSync(file, more);
      }),
    ).toBe(`x${more}`);
    expect(
      readChanged(`x${more}`, (file) => {
        truncateSync(file, 1);
      }),
    ).toBe('x');
    expect(
      readChanged('x', (file) => {
        rmSync(file);
      }),
    ).toBe('x');
    expect(
      readChanged('x', (file) => {
        renameSync(write('new.json', 'z'), file);
      }),
    ).toBe('x');
  });

  it('and grows beyond the limit is too large', () => {
    const grow = (file: string) => {
      appendFileSync(file, 'y'.repeat(200_000));
    };
    expect(readChanged('x', grow, 100_000)).toMatchObject({
      message: 'tooLarge',
      data: { size: 200_001, limit: 100_000 },
    });
  });
});

describe('what the system refuses', () => {
  it('is one problem: a file that may not be read', () => {
    const file = write('secret.json', '{}');
    chmodSync(file, 0);
    // The superuser may read everything, so become somebody else where the tests run as root.
    const user = process.geteuid?.();
    if (user === 0) {
      chmodSync(folder, 0o755);
      process.seteuid?.(65_534);
      onTestFinished(() => process.seteuid?.(0));
    }
    expect(problemOf(read(file))).toMatchObject({ id: 'unreadable-file/denied', data: { reason: 'EACCES' } });
    if (user === 0) process.seteuid?.(0);
  });

  it('is one problem: a name that is too long', () => {
    const file = join(folder, 'x'.repeat(300));
    expect(problemOf(read(file))).toMatchObject({ id: 'unreadable-file/failed', data: { reason: 'ENAMETOOLONG' } });
  });

  it.runIf(process.platform === 'linux')('is one problem: a file that opens and cannot be read', () => {
    // Nothing of a process lies at address 0.
    const file = '/proc/self/mem';
    const failed = { id: 'unreadable-file/failed', data: { reason: 'EIO' } };
    expect(problemOf(read(file, { root: undefined }))).toMatchObject(failed);
    expect(problemOf(read(file, { root: undefined, format: 'jsonl' }))).toMatchObject(failed);
  });

  it.each([
    ['EPERM', 'denied'],
    ['ENOTDIR', 'vanished'],
    ['EISDIR', 'notAFile'],
    ['EIO', 'failed'],
  ])('is told by its code: %s is %s', (code, message) => {
    const error = Object.assign(new Error('no'), { code, syscall: 'read' });
    expect(readProblem(error)).toMatchObject({ rule: 'unreadable-file', message });
  });

  it('is not what a mistake in a program is', () => {
    expect(() => readProblem(new TypeError('x is not a function'))).toThrow(TypeError);
  });
});

describe('a JSONL file', () => {
  it('is one document a line, with the number of its line; blank lines are passed over', () => {
    const file = write('log.jsonl', '{"a": 1}\r\n\n \t\r\n{"a": 2}\n[3]');
    const documents = read(file);
    expect(documents).toEqual([
      { parsed: true, text: '{"a": 1}', line: 1, value: { a: 1 }, problems: [] },
      { parsed: true, text: '{"a": 2}', line: 4, value: { a: 2 }, problems: [] },
      { parsed: true, text: '[3]', line: 5, value: [3], problems: [] },
    ]);
    const place = documents[1] && locate(documents[1], ['a']);
    expect(place).toEqual({ line: 4, column: 7, endLine: 4, endColumn: 8 });
  });

  it('that is empty has no documents', () => {
    expect(parse('', 'jsonl')).toEqual([]);
    expect(parse('\n\n', 'jsonl')).toEqual([]);
  });

  it('is the same from memory and from the disk, over many chunks', () => {
    const content = Array.from({ length: 3000 }, (_, index) =>
      JSON.stringify({ index, text: 'ü'.repeat(index % 100) }),
    );
    const file = write('log.ndjson', content.join('\n'));
    const documents = read(file);
    expect(documents).toHaveLength(3000);
    expect(
      documents.every(
        ({ parsed, problems }, index) => parsed && problems.length === 0 && documents[index]?.line === index + 1,
      ),
    ).toBe(true);
    expect(documents).toEqual(parse(content.join('\n'), 'jsonl'));
  });

  it('goes on after a line that does not parse', () => {
    const content = Buffer.concat([Buffer.from('{"a": }\n["\n["'), Buffer.from([0xff]), Buffer.from('"]\n[1]\n')]);
    const [invalid, cut, undecodable, good] = parse(content, 'jsonl');
    expect(invalid?.problems).toMatchObject([{ rule: 'syntax', message: 'invalid', range: { line: 1, column: 7 } }]);
    expect(cut?.problems).toMatchObject([{ rule: 'syntax', message: 'truncated', range: { line: 2, column: 3 } }]);
    expect(undecodable?.problems).toMatchObject([{ message: 'invalidUtf8', range: { line: 3, column: 3 } }]);
    expect(good).toMatchObject({ parsed: true, line: 4, problems: [] });
  });

  it('with a byte-order mark has one problem', () => {
    const [first, second] = parse(`${BOM}[1]\n[2]\n`, 'jsonl');
    expect(first).toMatchObject({ parsed: true, text: '[1]', problems: [{ message: 'byteOrderMark' }] });
    expect(second).toMatchObject({ parsed: true, problems: [] });
  });

  it('with a byte-order mark before blank lines has one problem too', () => {
    expect(parse(`${BOM}\n\n[1]\n`, 'jsonl')).toMatchObject([{ line: 3, problems: [{ message: 'byteOrderMark' }] }]);
    expect(problemOf(parse(BOM, 'jsonl'))).toMatchObject({ id: 'encoding/byteOrderMark' });
  });

  it('with a line that is too long goes on after it', () => {
    const limits = { ...DEFAULT_LIMITS, maxBytes: 10 };
    const [first, long, last, ...none] = parse(`[1]\n["${'x'.repeat(100)}"]\n[3]\n`, 'jsonl', limits);
    expect(first).toMatchObject({ parsed: true });
    expect(long).toMatchObject({
      parsed: false,
      line: 2,
      problems: [
        {
          rule: 'unreadable-file',
          message: 'lineTooLong',
          data: { size: 104, limit: 10 },
          range: { line: 2, column: 1 },
        },
      ],
    });
    expect(last).toMatchObject({ parsed: true, line: 3 });
    expect(none).toEqual([]);
  });

  it.each([
    ['in a string', '{"a": "wor'],
    ['in an object', '{"a": 1'],
    ['in a character', Buffer.from('{"a": "中').subarray(0, -1)],
  ])('whose last line ends too early, %s, is cut', (_name, last) => {
    const [good, cut] = parse(Buffer.concat([Buffer.from('[1]\n'), Buffer.from(last)]), 'jsonl');
    expect(good).toMatchObject({ parsed: true, problems: [] });
    expect(cut).toMatchObject({ parsed: false, line: 2, problems: [{ rule: 'cut-line', message: 'cut', data: {} }] });
  });

  it('whose last line only lacks its line break is whole', () => {
    expect(parse('[1]\n[2]', 'jsonl')).toMatchObject([{ problems: [] }, { problems: [] }]);
  });

  it('whose last line is wrong in another way is not cut', () => {
    expect(problemOf(parse('[1,]', 'jsonl'))).toMatchObject({ id: 'syntax/trailingComma' });
  });

  it('with a merge conflict has one problem for each, at its first line', () => {
    const content = ['[1]', '<<<<<<< HEAD', '[2]', '||||||| base', '=======', '[3]', '>>>>>>> x', '[4]', '======='];
    const documents = parse(`${content.join('\n')}\n`, 'jsonl');
    const marked = documents.flatMap(({ problems }) => problems);
    expect(marked).toMatchObject([
      { message: 'conflictMarker', data: { marker: '<<<<<<<' }, range: { line: 2, column: 1 } },
      { message: 'conflictMarker', data: { marker: '=======' }, range: { line: 9 } },
    ]);
    expect(documents.map(({ line }) => line)).toEqual([1, 2, 3, 6, 8, 9]);
  });

  it('that is a folder is one problem', () => {
    mkdirSync(join(folder, 'log.jsonl'));
    expect(problemOf(read(join(folder, 'log.jsonl')))).toMatchObject({ id: 'unreadable-file/notAFile' });
  });

  it('is closed when the reader stops early', () => {
    const file = write('log.jsonl', '[1]\n[2]\n');
    // The system gives the lowest number that is free.
    const free = (): number => {
      const fd = openSync(file, 'r');
      closeSync(fd);
      return fd;
    };
    const before = free();
    for (const document of readDocuments(file, { format: 'jsonl', limits: DEFAULT_LIMITS })) {
      expect(document.line).toBe(1);
      expect(free()).not.toBe(before);
      break;
    }
    expect(free()).toBe(before);
  });
});

describe('bytes in memory', () => {
  it('have the same limit as a file', () => {
    expect(problemOf(parse('[1, 2]', 'json', { ...DEFAULT_LIMITS, maxBytes: 5 }))).toMatchObject({
      id: 'unreadable-file/tooLarge',
      data: { size: 6, limit: 5 },
    });
  });

  it('may be a part of a larger buffer', () => {
    const bytes = new Uint8Array(Buffer.from('xx[1]yy')).subarray(2, 5);
    expect([...parseDocuments(bytes, { format: 'json', limits: DEFAULT_LIMITS })]).toMatchObject([{ value: [1] }]);
  });
});
