import { Command, CommanderError } from 'commander';
import { isFault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import { nearest } from '../schema/near.js';
import { VERSION } from '../version.js';
import type { Io } from './io.js';

/** Makes a command; `done` receives the exit code, and `version` is this program's. */
type MakeCommand = (io: Io, done: (code: number) => void, version: string) => Command;

/** The commands in the order in which help lists them, each loaded when it is wanted: a start should read little. */
const COMMANDS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  check: async () => (await import('./check.js')).checkCommand,
  hook: async () => (await import('./hook-command.js')).hookCommand,
  explain: async () => (await import('./explain.js')).explainCommand,
  rules: async () => (await import('./rules.js')).rulesCommand,
  migrate: async () => (await import('./migrate.js')).migrateCommand,
  restore: async () => (await import('./restore.js')).restoreCommand,
  init: async () => (await import('./init.js')).initCommand,
  doctor: async () => (await import('./doctor.js')).doctorCommand,
  serve: async () => (await import('./serve.js')).serveCommand,
};

const HELP = `
Examples
  stategate check                 check all agent state below this folder
  stategate check --help          everything check can do
  stategate init                  wire it into Claude Code, commits and CI
  stategate doctor                tell what is wired, and try it out`;

/**
 * Runs the command line and returns the exit code: 0 for nothing found, 1 for findings, 2 when the work could not
 * be done. Never throws for what a user did, and never ends the process.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = new Command('stategate')
    .description('Checks the state that coding agents keep in files.')
    .version(VERSION, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', HELP);
  for (const make of await commandsFor(args)) program.addCommand(make(io, (result) => (code = result), VERSION));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .helpOption('-h, --help', 'print help')
      .configureOutput({
        writeOut: (text) => void io.stdout.write(text),
        writeErr: (text) => void io.stderr.write(text),
        getOutHelpWidth: () => Math.min(io.stdout.columns ?? 80, 100),
        getErrHelpWidth: () => Math.min(io.stderr.columns ?? 80, 100),
        outputError: (text, write) => {
          const name = command === program ? 'stategate' : `stategate ${command.name()}`;
          write(`stategate: ${wordsOf(text)}\nstategate: see ${name} --help\n`);
        },
      });
  }
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return 2;
    }
    await program.parseAsync(asksForNoCommand(args, program) ? args.slice(1) : [...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already printed what was wrong; its own exit code for a usage error is 1.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (isFault(error)) {
      for (const line of error.message.split('\n')) io.stderr.write(`stategate: ${printable(line)}\n`);
      return 2;
    }
    throw error;
  }
}

/** The one command that is called by its name; all of them where help lists them, or a name is looked for. */
async function commandsFor([name = '']: readonly string[]): Promise<MakeCommand[]> {
  const called = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return Promise.all((called ? [called] : Object.values(COMMANDS)).map((load) => load()));
}

/** Whether help is wanted for a command that there is not: Commander says nothing of it, as it does of running it. */
function asksForNoCommand([help, name]: readonly string[], { commands }: Command): boolean {
  return help === 'help' && name !== undefined && !commands.some((command) => command.name() === name);
}

/** What Commander says of wrong usage, in one line and in this project's style. */
function wordsOf(text: string): string {
  return printable(`${plainly(text)}${question(text)}`);
}

/** What was likely meant by a word that is none of those that an option takes. */
function question(text: string): string {
  const [, word, choices = ''] = /argument '(.*)' is invalid\. Allowed choices are ([^;]*)\.\n?$/su.exec(text) ?? [];
  const near = word === undefined ? undefined : nearest(word, choices.split(', '));
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function plainly(text: string): string {
  const [, what = text, near] = /^error: (.*?)(?:\n\(Did you mean (.*)\?\))?\n?$/su.exec(text) ?? [];
  const plain = what.replace(/ is invalid\. (\w)/u, (_match, first: string) => ` is invalid: ${first.toLowerCase()}`);
  return plain.replace(/\.$/u, '') + (near === undefined ? '' : `; did you mean ${near}?`);
}
