/**
 * Builds dist/: the command line and the library as bundles (a start reads one file, not hundreds), and the type
 * declarations. What the bundles take in from other packages is named, with licences, in dist/third-party.txt.
 *
 *     npm run build
 */
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

await rm(dist, { recursive: true, force: true });
const [{ metafile }] = await Promise.all([
  build({
    absWorkingDir: root,
    entryPoints: { 'cli/bin': 'src/cli/bin.ts', index: 'src/index.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    // Property names stay as they are: a stack trace in a bug report should be readable.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    // Bundled CommonJS (commander) asks for Node's modules through `require`.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  }),
  promisify(execFile)(
    process.execPath,
    [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    {
      cwd: root,
    },
  ).catch((error: unknown) => {
    throw new Error((error as { stdout?: string }).stdout ?? String(error));
  }),
]);
await writeFile(path.join(dist, 'third-party.txt'), await notices(metafile));

async function notices({ inputs }: Metafile): Promise<string> {
  const packages = new Set(
    Object.keys(inputs).flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(file)?.[1] ?? []),
  );
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
