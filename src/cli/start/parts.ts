import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Script } from 'node:vm';
import type { CodeCache, Compiled, Part } from './code-cache.js';

/** The files that a program consists of. */
export interface Parts {
  /** What a file exports, run when it is first asked for. */
  load(name: string): unknown;
  /** Keeps what V8 has made of the files that were loaded, where this run took another way than those before. */
  keep(course: string): void;
}

/** More ways are not told apart: to write a file anew takes time. */
const MOST_COURSES = 32;

/**
 * Loads the files in a folder as Node loads CommonJS, but with what V8 made of them the last time, and without looking
 * for them: they lie beside each other, and whatever else they ask for is a part of Node.
 */
export function partsIn(folder: string, cache: CodeCache | undefined): Parts {
  const modules = new Map<string, { exports: unknown }>();
  const loaded: { part: Part; script: Script; known: Compiled | undefined }[] = [];

  // Asked for here: of what Node has built in, even that costs time which a program that loads nothing would not spend.
  const { Script } = process.getBuiltinModule('node:vm');

  const load = (name: string): unknown => {
    const before = modules.get(name);
    if (before) return before.exports;
    const { part, text } = read(path.join(folder, name));
    const known = cache?.read(part);
    const script = new Script(`(function(exports,require,module,__dirname){${text}\n})`, {
      filename: part.file,
      ...(known && { cachedData: known.data }),
    });
    loaded.push({ part, script, known: script.cachedDataRejected ? undefined : known });
    const module = { exports: {} };
    modules.set(name, module);
    const run = script.runInThisContext() as (...given: unknown[]) => void;
    run(module.exports, require, module, folder);
    return module.exports;
  };
  const require = (name: string): unknown => (name.startsWith('./') ? load(name) : process.getBuiltinModule(name));

  return {
    load,
    keep(course) {
      if (!cache) return;
      for (const { part, script, known } of loaded) {
        const courses = known?.courses ?? [];
        if (courses.includes(course) || courses.length === MOST_COURSES) continue;
        cache.write(part, [...courses, course], () => script.createCachedData());
      }
    },
  };
}

function read(file: string): { part: Part; text: string } {
  const fd = openSync(file, 'r');
  try {
    return { part: { file, stats: fstatSync(fd) }, text: readFileSync(fd, 'utf8') };
  } finally {
    closeSync(fd);
  }
}
