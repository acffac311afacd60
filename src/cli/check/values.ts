import { InvalidArgumentError } from 'commander';
import { MOST_BYTES } from '../../document/document.js';

// What words after a flag stand for. Each throws what Commander tells the user of, where a word stands for nothing.

/** A number such as that of `--max-warnings`. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/u.test(text)) throw new InvalidArgumentError('it must be a whole number, 0 or more');
  return Number(text);
}

/** The number of `--threads`. */
export function threadCount(text: string): number {
  if (!/^[1-9]\d?$/u.test(text)) throw new InvalidArgumentError('it must be a whole number from 1 to 99');
  return Number(text);
}

/** The size of `--max-file-size`, in bytes. */
export function byteSize(text: string): number {
  const match = /^(\d+)(?:([kmg])i?b?|b)?$/iu.exec(text);
  const bytes = Number(match?.[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf((match?.[2] ?? '').toLowerCase());
  if (!match || !Number.isSafeInteger(bytes) || bytes < 1) {
    throw new InvalidArgumentError('it must be a number of bytes, or one with KB or MB');
  }
  if (bytes > MOST_BYTES) throw new InvalidArgumentError('it must be at most 256MB');
  return bytes;
}
