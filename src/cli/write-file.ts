import { chmodSync, closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../lint/fault.js';
import { fill } from '../lint/message.js';
import type { OutputStream } from './io.js';
import { writeAll } from './write-all.js';

/**
 * Writes a text to a file so that at every instant either what stood there or the whole text does. What is no plain file,
 * such as a pipe or a device, is written to as it comes. Throws a `Fault` that calls the file by `name`.
 *
 * @param file absolute, links followed
 */
export async function writeFile(file: string, chunks: Iterable<string>, name = file): Promise<void> {
  try {
    const stands = statSync(file, { throwIfNoEntry: false });
    if (stands && !stands.isFile()) {
      await writeTo(openSync(file, 'w'), chunks);
      return;
    }
    const temporary = path.join(
      path.dirname(file),
      `.${path.basename(file).slice(0, 100)}.${process.pid}-${Math.random().toString(36).slice(2, 12)}`,
    );
    const fd = openSync(temporary, 'wx');
    try {
      await writeTo(fd, chunks);
      if (stands) chmodSync(temporary, stands.mode);
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Fault(fill('{name} could not be written ({code})', { name, code }));
  }
}

/** Writes, and closes. */
async function writeTo(fd: number, chunks: Iterable<string>): Promise<void> {
  const stream: OutputStream = {
    write(text) {
      let rest: Uint8Array = Buffer.from(text);
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    },
  };
  try {
    await writeAll(stream, chunks);
  } finally {
    closeSync(fd);
  }
}
