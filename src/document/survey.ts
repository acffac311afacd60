/** What a look over a parsed value tells, as far as it concerns its text. */
export interface Survey {
  /** Properties of all objects together; less than the text has where a key is repeated. */
  readonly properties: number;
  readonly tooDeep: boolean;
  /** Whether a number is beyond ±(2^53 − 1), so that its literal may have lost digits. */
  readonly largeNumbers: boolean;
  /** Whether an object has an own property `__proto__`, however its key was spelt. */
  readonly protoKeys: boolean;
}

/** Looks over a value as JSON.parse returns it, level by level: depth costs no stack. */
export function survey(value: unknown, maxDepth: number): Survey {
  let properties = 0;
  let depth = 0;
  let largeNumbers = isLarge(value);
  let protoKeys = false;
  let level = isContainer(value) ? [value] : [];
  while (level.length > 0) {
    depth += 1;
    if (depth > maxDepth) return { properties, tooDeep: true, largeNumbers, protoKeys };
    const next: Container[] = [];
    for (const container of level) {
      if (Array.isArray(container)) {
        for (const item of container) {
          if (isContainer(item)) next.push(item);
          else if (isLarge(item)) largeNumbers = true;
        }
      } else {
        // JSON.parse makes plain objects: for-in meets their own keys only, and is faster than Object.keys.
        for (const key in container) {
          properties += 1;
          if (key === '__proto__') protoKeys = true;
          const item = container[key];
          if (isContainer(item)) next.push(item);
          else if (isLarge(item)) largeNumbers = true;
        }
      }
    }
    level = next;
  }
  return { properties, tooDeep: false, largeNumbers, protoKeys };
}

type Container = Record<string, unknown> | unknown[];

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function isLarge(value: unknown): boolean {
  return typeof value === 'number' && (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER);
}
