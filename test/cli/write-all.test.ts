import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { writeAll } from '../../src/cli/write-all.js';

test('all is written, in its order, to a reader that is slower', async () => {
  const stream = new PassThrough({ highWaterMark: 10 });
  const chunks = Array.from({ length: 1000 }, (_, index) => `${String(index)}: ${'x'.repeat(200)}\n`);
  const [, read] = await Promise.all([writeAll(stream, chunks).then(() => stream.end()), text(stream)]);
  expect(read).toBe(chunks.join(''));
});

test('no more is asked for than the reader has taken', async () => {
  let made = 0;
  function* endless(): Generator<string> {
    for (; made < 1000; made += 1) yield 'x'.repeat(64 * 1024);
  }
  const stream = new PassThrough();
  const written = writeAll(stream, endless());
  for (let taken = 0; taken < 3; taken += 1) {
    const before = made;
    await stream[Symbol.asyncIterator]().next();
    expect(made - before).toBeLessThan(5);
  }
  stream.destroy();
  await written;
});

test('it ends where nobody reads on', async () => {
  let made = 0;
  function* endless(): Generator<string> {
    for (; made < 1000; made += 1) yield 'x'.repeat(64 * 1024);
  }
  const stream = new PassThrough();
  stream.destroy();
  await writeAll(stream, endless());
  expect(made).toBeLessThan(5);
});

test('nothing is written of nothing', async () => {
  const pieces: string[] = [];
  await writeAll({ write: (piece) => pieces.push(piece) }, []);
  expect(pieces).toEqual([]);
});
