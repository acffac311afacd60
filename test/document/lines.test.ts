import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { splitLines } from '../../src/document/lines.js';

function lines(chunks: Iterable<Uint8Array>, maxBytes = 1000) {
  return Array.from(splitLines(chunks, maxBytes), ({ bytes, ...line }) => ({
    ...line,
    text: bytes && Buffer.from(bytes).toString('latin1'),
  }));
}

it('lines end with a line feed, or a carriage return and a line feed', () => {
  expect(lines([Buffer.from('a\r\n\nb\rc\n')])).toEqual([
    { number: 1, size: 1, ended: true, text: 'a' },
    { number: 2, size: 0, ended: true, text: '' },
    { number: 3, size: 3, ended: true, text: 'b\rc' },
  ]);
});

it('a lone carriage return ends no document, but the lines after it count on as in an editor', () => {
  const numbers = lines([Buffer.from('a\r\nb\rc\rd\r'), Buffer.from('\n\re\nf')]).map(({ number }) => number);
  expect(numbers).toEqual([1, 2, 5, 7]);
});

it('the last line may lack its end, and is known by that', () => {
  expect(lines([Buffer.from('a\nb\r')]).at(-1)).toEqual({ number: 2, size: 2, ended: false, text: 'b\r' });
});

it('nothing has no lines', () => {
  expect(lines([])).toEqual([]);
});

it('a line that is too long is passed over, with its length', () => {
  const chunks = ['ab', 'cde', 'f\r\nxyz', '1\r', '\nxyz12\nok', '', '\nxyz123'].map((chunk) => Buffer.from(chunk));
  expect(lines(chunks, 4)).toEqual([
    { number: 1, size: 6, ended: true, text: undefined },
    { number: 2, size: 4, ended: true, text: 'xyz1' },
    { number: 3, size: 5, ended: true, text: undefined },
    { number: 4, size: 2, ended: true, text: 'ok' },
    { number: 5, size: 6, ended: false, text: undefined },
  ]);
});

it('where the chunks are cut makes no difference', () => {
  const text = fc
    .array(fc.constantFrom('a', 'bb', '\n', '\r\n', '\r'), { maxLength: 20 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(40)), fc.integer({ min: 1, max: 5 }), (whole, cuts, maxBytes) => {
      const bounds = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length];
      const chunks = bounds.slice(1).map((end, index) => Buffer.from(whole.slice(bounds[index], end)));
      expect(lines(chunks, maxBytes)).toEqual(lines([Buffer.from(whole)], maxBytes));
    }),
  );
});

it('no more is read than the lines asked for need', () => {
  let read = 0;
  function* endless(): Generator<Uint8Array> {
    for (;;) {
      read += 1;
      yield Buffer.from('{"a": 1}\n{"b"');
    }
  }
  const some = splitLines(endless(), 100);
  some.next();
  expect(read).toBe(1);
  some.next();
  expect(read).toBe(2);
});

it('an endless line is passed over, and no more of it is kept than a line may have', () => {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  function* long(): Generator<Uint8Array> {
    for (let megabytes = 0; megabytes < 500; megabytes += 1) yield chunk;
  }
  const kept: number[] = [];
  vi.stubGlobal(
    'Uint8Array',
    new Proxy(Uint8Array, {
      construct(target, args: [number]) {
        kept.push(args[0]);
        return new target(...args);
      },
    }),
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  expect(lines(long(), 1000)).toEqual([{ number: 1, size: 500 * chunk.length, ended: false, text: undefined }]);
  expect(kept.length).toBeGreaterThan(0);
  expect(Math.max(...kept)).toBeLessThanOrEqual(1001);
});
