// A module of its own because it is loaded dynamically, and only where a configuration is a program.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { Fault } from './fault.js';
import { printable } from './message.js';

/**
 * Runs a program that makes a configuration, and gives what it exports by default as JSON. Throws a `Fault` when it cannot
 * be run, and when what it exports is nothing that JSON can hold.
 *
 * @param shown how the file is called
 */
export async function codeConfig(file: string, shown: string): Promise<Uint8Array> {
  let exported: Exported;
  try {
    exported = isTypeScript(file) && !stripsTypes() ? runTypeScript(file) : await run(file);
  } catch (error) {
    if (error instanceof NoCompiler) throw new Fault(`${shown}: ${error.message}`);
    if (error instanceof Unheld) throw refusal(shown, error.message);
    throw new Fault(`${shown}: it could not be run: ${printable(wordsOf(error))}`);
  }
  const { what, value } = exported;
  if (what === 'undefined') throw new Fault(`${shown}: it has no default export; write: export default { … }`);
  if (what !== 'object') throw new Fault(`${shown}: its default export is a ${what}; it must be an object`);
  return Buffer.from(textOf(value, shown));
}

class NoCompiler extends Error {}

/** Something is exported that JSON cannot hold. */
class Unheld extends Error {}

function refusal(shown: string, what: string): Fault {
  return new Fault(`${shown}: ${printable(what)}; a configuration holds only what JSON can hold`);
}

function isTypeScript(file: string): boolean {
  return file.endsWith('ts');
}

/** Whether this Node runs TypeScript by itself. */
function stripsTypes(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}

/** What a program exports by default. */
interface Exported {
  /** Its type, as `typeof` tells it, or `promise`. */
  readonly what: string;
  /** Where it is an object or `null`. */
  readonly value?: unknown;
}

/** What the other thread runs: `import()` as Node knows it, which no bundle and no kept code stands before. */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData)
    .then(({ default: value }) => {
      const what = value instanceof Promise ? 'promise' : typeof value;
      parentPort.postMessage(what === 'object' ? { what, value } : { what });
    })
    .catch((error) => {
      const words = String(error?.message ?? error);
      parentPort.postMessage(error?.name === 'DataCloneError' ? { unheld: words } : { error: words });
    });
`;

/** What the other thread answers: what is exported, what is in it that cannot be sent, or why it could not be run. */
type Answer = Exported | { readonly unheld: string } | { readonly error: string };

/**
 * Runs a module in a thread of its own: there it is loaded as it is now, however often it was loaded before, cannot end the
 * check, and does not write between the lines of a report.
 */
async function run(file: string): Promise<Exported> {
  const worker = new Worker(PROGRAM, { eval: true, workerData: pathToFileURL(file).href, stdout: true, execArgv: [] });
  worker.stdout.pipe(process.stderr);
  const answer = await new Promise<Answer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('it ended before it had exported anything'));
    });
  }).finally(() => worker.terminate());
  if ('unheld' in answer) throw new Unheld(answer.unheld);
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}

/** Compiled by what the project has for it, in memory. */
function runTypeScript(file: string): Exported {
  const load = createRequire(file);
  const names = ['exports', 'require', 'module', '__filename', '__dirname'];
  const module: { exports: { default?: unknown } } = { exports: {} };
  const program = vm.compileFunction(compiled(file, load), names, { filename: file }) as (...parts: unknown[]) => void;
  program(module.exports, load, module, file, path.dirname(file));
  const value = module.exports.default;
  return { what: value instanceof Promise ? 'promise' : typeof value, value };
}

/** What is needed of esbuild. */
interface Esbuild {
  buildSync(options: object): { readonly outputFiles: readonly { readonly text: string }[] };
}

/** What is needed of TypeScript; its versions that are no JavaScript do not have it. */
interface TypeScript {
  readonly sys: { readFile(file: string): string | undefined };
  transpileModule?(text: string, options: object): { readonly outputText: string };
}

function compiled(file: string, load: NodeJS.Require): string {
  const esbuild = installed('esbuild', load) as Esbuild | undefined;
  if (esbuild) {
    const { outputFiles } = esbuild.buildSync({
      entryPoints: [file],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      supported: { 'dynamic-import': false },
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  }
  const typescript = installed('typescript', load) as TypeScript | undefined;
  if (typescript?.transpileModule) {
    const compilerOptions = { module: 'commonjs', target: 'es2022', esModuleInterop: true };
    return typescript.transpileModule(typescript.sys.readFile(file) ?? '', { compilerOptions }).outputText;
  }
  throw new NoCompiler(
    `Node ${process.version} does not run TypeScript: use Node 22.18 or newer, install esbuild beside it, or write it as .mjs`,
  );
}

function installed(name: string, load: NodeJS.Require): unknown {
  try {
    return load(name) as unknown;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function textOf(exported: unknown, shown: string): string {
  try {
    return JSON.stringify(exported, (key, value: unknown) => {
      if (!['function', 'symbol', 'bigint'].includes(typeof value)) return value;
      throw new Unheld(`"${key}" is a ${typeof value}`);
    });
  } catch (error) {
    throw refusal(shown, wordsOf(error));
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
