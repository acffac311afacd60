import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { openLedger } from '../gate/ledger/ledger.js';
import { placeIn, type Project, projectOf } from '../gate/project.js';
import { type Difference, differences, remembered, restore } from '../gate/restore.js';
import { Fault, isFault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import { nearest } from '../schema/near.js';
import { displayPath, toPosix } from '../workspace/paths.js';
import type { Io } from './io.js';

interface Flags {
  list?: true;
  all?: true;
  dryRun?: true;
}

const HELP = `
What is put back
  The gate, which answers the hooks of an agent's client, remembers of each
  governed file the last content that it accepted. This content is put back;
  what was not accepted to be there at all is removed. A folder stands for the
  files in it.

Examples
  stategate restore --list                     which files differ, and how
  stategate restore agents/sessions/2026-03-04_export-to-csv_k3m9q2/state.json
  stategate restore --all --dry-run            what --all would do

Exit codes
  0  the files are as they were last accepted
  1  with --list or --dry-run: some are not
  2  it could not be done, or not for all: wrong flags, an unknown file, no
     ledger yet, a content that is lost, something in the way`;

/** The command `restore`; `done` receives the exit code. */
export function restoreCommand(io: Io, done: (code: number) => void): Command {
  return new Command('restore')
    .summary('put back what the gate last accepted')
    .description('Puts files back as they were when the gate last accepted them.')
    .argument('[file...]', 'files, or folders of them')
    .option('--list', 'show which files differ from what was accepted, and change nothing')
    .option('--all', 'put back all files that differ')
    .option('--dry-run', 'show what would be done, and do nothing')
    .addHelpText('after', HELP)
    .action(async (files: string[], flags: Flags) => {
      done(await run(files, flags, io));
    });
}

async function run(files: readonly string[], { list, all, dryRun }: Flags, io: Io): Promise<number> {
  if (list && (all ?? dryRun)) throw new Fault(`--list and ${all ? '--all' : '--dry-run'} do not go together`);
  if (all && files.length > 0) throw new Fault('--all takes no files');
  if (!list && !all && files.length === 0) {
    throw new Fault('name the files to put back, or use --all; --list shows which differ');
  }
  const say = (line: string): unknown => io.stdout.write(`${printable(line)}\n`);
  const { cwd } = io;
  // All that is named is looked up before anything is changed.
  const found = [...inProjects(files, io)].flatMap(([, { project, paths }]) => find(project, paths, cwd));
  if (found.length === 0) {
    const which = files.length === 0 ? 'every file' : files.join(', ');
    say(`nothing ${list ? 'differs' : 'to restore'}: ${which} is as it was last accepted`);
    return 0;
  }
  let code = list || dryRun ? 1 : 0;
  for (const { project, file, what } of found) {
    const shown = displayPath(cwd, path.join(project.root, file));
    if (list) {
      say(`${what.padEnd('removed'.length)}  ${shown}`);
    } else if (dryRun) {
      say(`would ${what === 'added' ? 'remove' : 'restore'} ${shown}`);
    } else {
      try {
        await restore(project.root, openLedger(project.ledger), file);
        say(`${what === 'added' ? 'removed' : 'restored'} ${shown}`);
      } catch (error) {
        if (!isFault(error)) throw error;
        io.stderr.write(`stategate: ${printable(error.message)}\n`);
        code = 2;
      }
    }
  }
  return code;
}

interface Named {
  readonly project: Project;
  /** Absolute. */
  readonly paths: string[];
}

/** The projects that files belong to; that of the working directory where none is named. */
function inProjects(files: readonly string[], { cwd, env }: Io): Map<string, Named> {
  const projects = new Map<string, Named>();
  for (const file of files.length === 0 ? [cwd] : files) {
    const full = path.resolve(cwd, file);
    const folder = folderAbove(full);
    const project = projectOf(folder, ledgerAbove(folder) ?? env['CLAUDE_PROJECT_DIR']);
    const named = projects.get(project.root) ?? { project, paths: [] };
    projects.set(project.root, named);
    named.paths.push(files.length === 0 ? project.root : placeIn(project, full));
  }
  return projects;
}

/** The folder that a path is or is in, or the nearest above that is there. */
function folderAbove(full: string): string {
  for (let at = full; ; at = path.dirname(at)) {
    if (isFolder(at) || path.dirname(at) === at) return at;
  }
}

function isFolder(at: string): boolean {
  try {
    return statSync(at).isDirectory();
  } catch {
    return false;
  }
}

/** Outside of git a project is known by its ledger. */
function ledgerAbove(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.stategate'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/** Which of some files (absolute) differ from what was accepted. Throws a `Fault` when one is not known. */
function find(project: Project, paths: readonly string[], cwd: string): (Difference & { project: Project })[] {
  const { state, isNew, damaged } = openLedger(project.ledger).read();
  if (damaged !== undefined) {
    throw new Fault(`${damaged}; what was accepted is not known any more, but git has what was committed`);
  }
  if (isNew) {
    throw new Fault(`there is no ledger yet for ${project.root}; the gate begins it when a hook first calls it`);
  }
  const known = [...remembered(project.root, state).keys()];
  const wanted = new Set<string>();
  for (const full of paths) {
    const file = toPosix(path.relative(project.root, full));
    const found = known.filter((name) => file === '' || name === file || name.startsWith(`${file}/`));
    if (found.length === 0 && file !== '') throw new Fault(unknown(displayPath(cwd, full), file, project, known, cwd));
    for (const name of found) wanted.add(name);
  }
  return differences(project.root, state).flatMap((difference) =>
    wanted.has(difference.file) ? [{ ...difference, project }] : [],
  );
}

function unknown(shown: string, file: string, { root }: Project, known: readonly string[], cwd: string): string {
  const near = known.find((name) => name.endsWith(`/${file}`)) ?? nearest(file, known);
  const hint = near === undefined ? '' : `; did you mean ${displayPath(cwd, path.join(root, near))}?`;
  return `${shown}: the ledger knows no such file${hint}`;
}
