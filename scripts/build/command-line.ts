import path from 'node:path';
import { type BuildOptions, build as bundle, type Metafile, type Plugin } from 'esbuild';

/** The program of a check's other threads, beside the command line's. */
export const THREAD = 'check.thread';

/** The package of which every part needs the same copy, so that an error that one throws is known to the other. */
const SHARED = 'commander';

/** The programs that are started, and their sources. */
const PROGRAMS = { bin: 'src/cli/bin.ts', hook: 'src/cli/hook-bin.ts' } as const;

/**
 * Bundles the command line for a quick start. As CommonJS: loading ES modules costs Node 20 several milliseconds, and
 * importing its built-in modules from them as many again, because every export is looked at. What the sources import
 * dynamically becomes a file of its own, loaded when it is needed; esbuild splits only ES modules itself.
 *
 * Returns what went in.
 */
export async function buildCommandLine(
  root: string,
  outdir: string,
  { plugins = [], ...common }: BuildOptions,
): Promise<Metafile[]> {
  /** Output name → source file: what was found to be imported dynamically, and what of it is built. */
  const wanted = new Map([
    [THREAD, path.join(root, 'src/check/thread.ts')],
    [SHARED, path.join(root, 'node_modules', SHARED, 'index.js')],
  ]);
  const built = new Set<string>();
  const make = async (entryPoints: Readonly<Record<string, string>>, isProgram: boolean): Promise<Metafile> => {
    const { metafile } = await bundle({
      ...common,
      absWorkingDir: root,
      entryPoints,
      outdir,
      outExtension: { '.js': '.cjs' },
      format: 'cjs',
      supported: { 'dynamic-import': false },
      define: { 'import.meta.dirname': '__dirname' },
      metafile: true,
      plugins: [
        loadLazily(root, wanted, isProgram),
        sharePackage(),
        sharePath(),
        withoutChildProcess(),
        threadProgram(`__dirname + '/${THREAD}.cjs'`),
        ...plugins,
      ],
    });
    return metafile;
  };
  const metafiles = [await make(PROGRAMS, true)];
  while (built.size < wanted.size) {
    const entries = [...wanted].filter(([name]) => !built.has(name));
    for (const [name] of entries) built.add(name);
    metafiles.push(await make(Object.fromEntries(entries), false));
  }
  return metafiles;
}

/**
 * Turns dynamic imports of sources into files of their own. A program loads them by `own-parts.ts`, with the code that V8
 * has compiled before; what was loaded so gets a `require` that does the same.
 */
function loadLazily(root: string, wanted: Map<string, string>, isProgram: boolean): Plugin {
  return {
    name: 'load-lazily',
    setup(build) {
      build.onResolve({ filter: /./ }, async ({ path: specifier, kind, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined;
        // Node's view of a CommonJS module as an ES module has no default export of its own.
        if (!specifier.startsWith('.')) {
          return { errors: [{ text: `import ${specifier} dynamically through a module that exports it by name` }] };
        }
        const { path: file, errors } = await build.resolve(specifier, { kind, resolveDir, pluginData: 'resolving' });
        if (errors.length > 0) return { errors };
        const name = path
          .relative(root, file)
          .replace(/^src[/\\]/u, '')
          .replace(/\.[^.]+$/u, '')
          .replaceAll(/[^\w-]+/gu, '.');
        wanted.set(name, file);
        return isProgram ? { path: name, namespace: 'part' } : { path: `./${name}.cjs`, external: true };
      });
      build.onLoad({ filter: /./, namespace: 'part' }, ({ path: name }) => ({
        contents: `module.exports = require('./src/cli/start/own-parts.ts').load('./${name}.cjs');`,
        resolveDir: root,
      }));
    },
  };
}

/**
 * Has all files of a bundle take `node:path` from one place. For each that imports its default esbuild would otherwise make
 * a copy of the whole module when the program starts.
 */
function sharePath(): Plugin {
  return {
    name: 'share-path',
    setup(build) {
      build.onResolve({ filter: /^node:path$/ }, () => ({ path: 'path', namespace: 'built-in' }));
      build.onLoad({ filter: /./, namespace: 'built-in' }, () => ({
        contents: [
          `const path = process.getBuiltinModule('node:path');`,
          'export default path;',
          ...Object.keys(path).map((name) => `export const ${name} = path.${name};`),
        ].join('\n'),
      }));
    },
  };
}

/** Leaves a package in the file of its own that `wanted` has for it. */
function sharePackage(): Plugin {
  return {
    name: 'share-package',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${SHARED}$`) }, () => ({ path: `./${SHARED}.cjs`, external: true }));
    },
  };
}

/** Puts in where the program of the other threads lies: an expression. */
export function threadProgram(expression: string): Plugin {
  return {
    name: 'thread-program',
    setup(build) {
      build.onLoad({ filter: /[/\\]check[/\\]thread-program\.ts$/ }, () => ({
        contents: `export const THREAD_PROGRAM = ${expression};`,
      }));
    },
  };
}

/** Puts in what tells this build from others. */
export function buildName(name: string): Plugin {
  return {
    name: 'build-name',
    setup(build) {
      build.onLoad({ filter: /[/\\]check[/\\]build\.ts$/ }, () => ({
        contents: `export const BUILD = ${JSON.stringify(name)};`,
      }));
    },
  };
}

/** Commander can start programs for sub-commands; ours are functions, and loading the module takes milliseconds. */
function withoutChildProcess(): Plugin {
  return {
    name: 'without-child-process',
    setup(build) {
      build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
        /[/\\]node_modules[/\\]commander[/\\]/u.test(importer)
          ? { path: 'child_process', namespace: 'left-out' }
          : undefined,
      );
      build.onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
    },
  };
}
