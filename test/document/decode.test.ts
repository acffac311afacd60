import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decodeUtf8, wideEncodingProblem, withoutByteOrderMark } from '../../src/document/decode.js';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

describe('UTF-8', () => {
  it('is decoded, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeUtf8(Buffer.from(text), 1)).toEqual({ text });
      }),
    );
  });

  test.each([
    ['a byte that never occurs', bytes('{"a":\n "ü', 0xff, '"}'), '0xFF', 2, 4],
    ['latin-1', bytes('["caf', 0xe9, '"]'), '0xE9', 1, 6],
    ['a lone continuation', bytes('["', 0x80, '"]'), '0x80', 1, 3],
    ['an overlong form', bytes('["', 0xc0, 0xaf, '"]'), '0xC0', 1, 3],
    ['half a surrogate pair', bytes('["', 0xed, 0xa0, 0x80, '"]'), '0xED', 1, 3],
    ['beyond U+10FFFF', bytes('["', 0xf5, 0x80, 0x80, 0x80, '"]'), '0xF5', 1, 3],
    ['after replacement characters that were written', bytes('["\uFFFD\uFFFD😀', 0xfe, '"]'), '0xFE', 1, 7],
    ['at the end, where nothing could follow it', bytes('["', 0xff), '0xFF', 1, 3],
    ['cut short before other text', bytes('["', 0xe4, 0xb8, '"]'), '0xE4', 1, 3],
  ])('that is invalid has a problem at its first bad byte: %s', (_name, input, byte, line, column) => {
    const range = { line, column, endLine: line, endColumn: column + 1 };
    expect(decodeUtf8(input, 1).problem).toEqual({
      rule: 'encoding',
      message: 'invalidUtf8',
      data: { byte },
      range,
    });
  });

  it('is counted from the line on which it begins', () => {
    expect(decodeUtf8(bytes('\n', 0xff), 8).problem?.range.line).toBe(9);
  });

  it('that ends inside a character has no problem of its own', () => {
    for (const character of ['é', '中', '\uD7FF', '\u0800', '😀', '\u{10FFFF}', '\u{10000}']) {
      const whole = Buffer.from(`["a${character}`);
      for (let missing = 1; missing < Buffer.byteLength(character); missing += 1) {
        const { text, problem } = decodeUtf8(whole.subarray(0, whole.length - missing), 1);
        expect(problem).toBeUndefined();
        expect(text.startsWith('["a\uFFFD')).toBe(true);
      }
    }
  });
});

describe('UTF-16 and UTF-32', () => {
  const utf16le = Buffer.from('{"a": 1}', 'utf16le');
  const utf16be = Buffer.from(utf16le).swap16();
  const utf32 = (write: 'writeUInt32LE' | 'writeUInt32BE', codes: number[]): Buffer => {
    const buffer = Buffer.alloc(codes.length * 4);
    codes.forEach((code, index) => buffer[write](code, index * 4));
    return buffer;
  };
  test.each([
    ['UTF-16LE', utf16le],
    ['UTF-16BE', utf16be],
    ['UTF-16LE', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le])],
    ['UTF-16BE', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['UTF-16LE', Buffer.from('1', 'utf16le')],
    ['UTF-16BE', Buffer.from('1', 'utf16le').swap16()],
    ['UTF-32LE', utf32('writeUInt32LE', [0x7b, 0x7d])],
    ['UTF-32BE', utf32('writeUInt32BE', [0x7b, 0x7d])],
    ['UTF-32LE', utf32('writeUInt32LE', [0xfeff, 0x7b])],
    ['UTF-32BE', utf32('writeUInt32BE', [0xfeff, 0x7b])],
  ])('%s is told from %j', (name, input) => {
    expect(wideEncodingProblem(input)).toMatchObject({ rule: 'encoding', message: 'utf16', data: { name } });
  });

  test.each([['{}'], [''], ['1'], ['\0\0\0\0\0\0'], ['{\0"a": 1}'], ['\uFEFF{}']])('%j is neither', (text) => {
    expect(wideEncodingProblem(Buffer.from(text))).toBeUndefined();
  });
});

test('a byte-order mark is taken off once', () => {
  expect(Buffer.from(withoutByteOrderMark(Buffer.from('\uFEFF\uFEFF1'))).toString()).toBe('\uFEFF1');
  expect(Buffer.from(withoutByteOrderMark(Buffer.from('1'))).toString()).toBe('1');
});
