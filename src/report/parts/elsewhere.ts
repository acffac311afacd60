import type { Diagnostic } from '../../lint/diagnostic.js';

/**
 * What else a finding points at, in words, a row each: the places that prove it, or, of a change, the side before.
 *
 * @param nameOf how a file is called
 */
export function elsewhere({ file, related, step }: Diagnostic, nameOf = (name: string): string => name): string[] {
  return related.map((other) => {
    const where = other.file === file ? `line ${other.line}` : `${nameOf(other.file)}:${other.line}`;
    const when = other.commit === undefined ? '' : ` in commit ${other.commit.slice(0, 7)}`;
    return `${step ? 'before' : 'related'}: ${other.message} (${where}${when})`;
  });
}
