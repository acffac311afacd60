import { DEFAULT_LIMITS, type Limits, MOST_BYTES } from '../document/document.js';
import { Fault } from './fault.js';

/**
 * The limits of a check. Throws a `Fault` when the largest document is to be of a size that cannot be.
 *
 * @param maxFileSize in bytes; what is usual when absent
 */
export function limitsOf(maxFileSize: number | undefined): Limits {
  if (maxFileSize === undefined) return DEFAULT_LIMITS;
  if (!Number.isInteger(maxFileSize) || maxFileSize < 1 || maxFileSize > MOST_BYTES) {
    const shown = typeof maxFileSize === 'number' ? String(maxFileSize) : typeof maxFileSize;
    throw new Fault(`maxFileSize is ${shown}; it must be a whole number of bytes from 1 to ${String(MOST_BYTES)}`);
  }
  return { ...DEFAULT_LIMITS, maxBytes: maxFileSize };
}
