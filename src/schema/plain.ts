/**
 * Whether a value is plain data, as JSON.parse makes it: no object in it, however deep, inherits from anything but the
 * prototype of all objects. Validators read properties without asking whose they are; what is inherited would be lost
 * when the value is written to a file.
 */
export function isPlain(value: unknown): boolean {
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    if (!Array.isArray(one) && !inheritsNothing(one)) return false;
    for (const inner of Object.values(one) as unknown[]) open.push(inner);
  }
  return true;
}

/** The prototype of all objects has none itself, whichever realm it is of. */
function inheritsNothing(object: object): boolean {
  const prototype = Object.getPrototypeOf(object) as unknown;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
