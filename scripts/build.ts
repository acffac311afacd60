/**
 * Builds dist/: the command line and the library as bundles (a start reads one file, not hundreds), and the type
 * declarations. What the bundles take in from other packages is named, with licences, in dist/third-party.txt.
 *
 *     npm run build
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { globSync } from 'glob';
import { buildCommandLine, buildName, THREAD, threadProgram } from './build/command-line.js';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

const common: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  // Names stay as they are: a stack trace in a bug report should be readable.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [buildName(await hashOfSources())],
};

await rm(dist, { recursive: true, force: true });
const [library, commandLine] = await Promise.all([
  build({
    ...common,
    absWorkingDir: root,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    splitting: true,
    // Beside the entry, so that all find the program of the other threads at the same place.
    chunkNames: 'chunk.[name]-[hash]',
    format: 'esm',
    metafile: true,
    plugins: [...(common.plugins ?? []), threadProgram(`import.meta.dirname + '/cli/${THREAD}.cjs'`)],
    // Bundled CommonJS asks for Node's modules through `require`.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  }),
  buildCommandLine(root, path.join(dist, 'cli'), common),
  declarations(),
]);
await writeFile(path.join(dist, 'third-party.txt'), await notices([library.metafile, ...commandLine]));

/** All that goes into the bundles, and what other packages of which version they are made with. */
async function hashOfSources(): Promise<string> {
  const files = globSync(['src/**/*.{ts,js}', 'rules/*.ts', 'package.json', 'package-lock.json'], {
    cwd: root,
    posix: true,
  });
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = await readFile(path.join(root, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

async function declarations(): Promise<void> {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root }).catch(
    (error: unknown) => {
      throw new Error((error as { stdout?: string }).stdout ?? String(error));
    },
  );
}

async function notices(metafiles: readonly Metafile[]): Promise<string> {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(file)?.[1] ?? []));
  const sections: string[] = [];
  for (const name of [...packages].sort()) {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    sections.push(`${name} ${version ?? ''} (${license ?? 'no licence named'})\n\n${await licenseText(folder)}`);
  }
  return `The files in this folder contain parts of these packages.\n\n${sections.join('\n\n---\n\n')}\n`;
}

async function licenseText(folder: string): Promise<string> {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license']) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return text.trim();
  }
  throw new Error(`${folder} has no licence text`);
}
