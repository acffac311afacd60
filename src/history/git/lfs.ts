const BEGINNING = Buffer.from('version https://git-lfs.github.com/spec/');

/** Whether all that git has of a file is a pointer to where git-lfs keeps the contents. */
export function isLfsPointer(bytes: Buffer): boolean {
  // A pointer is shorter than this, as git-lfs specifies it.
  return bytes.length < 1024 && bytes.subarray(0, BEGINNING.length).equals(BEGINNING);
}
