import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { RULES } from '../../rules/index.js';
import { Fault } from '../lint/fault.js';
import { fill } from '../lint/message.js';
import { nearest } from '../schema/near.js';
import { usesColor } from './color.js';
import type { Io } from './io.js';
import { type Paint, painter } from './paint.js';

/** Beside the folder of the program, and of its sources. */
const PAGES = path.join(import.meta.dirname, '../../rules');

const HELP = `
Examples
  stategate explain phase-order

Exit codes
  0  the pages were printed
  2  there is no such rule`;

/** The command `explain`; `done` receives the exit code. */
export function explainCommand(io: Io, done: (code: number) => void): Command {
  return new Command('explain')
    .summary('tell what a rule is about')
    .description('Prints the page of a rule: what it is about, what fails, what passes, where it comes from.')
    .argument('<rule...>', 'ids of rules, as findings name them')
    .addHelpText('after', HELP)
    .action(async (ids: string[]) => {
      const pages = ids.map(pageOf);
      const paint = painter(usesColor(undefined, io.stdout, io.env));
      for (const page of pages) io.stdout.write(shown(await readFile(page, 'utf8'), paint));
      done(0);
    });
}

function pageOf(id: string): string {
  const known = RULES.map((rule) => rule.id);
  if (known.includes(id)) return path.join(PAGES, `${id}.md`);
  const near = nearest(id, known);
  throw new Fault(
    fill(`there is no rule "{id}"${near === undefined ? '' : '; did you mean "{near}"?'}`, { id, near: near ?? null }),
  );
}

/** Markdown as it is, which reads well; in colours, headings stand out and examples stand back. */
function shown(page: string, paint: Paint): string {
  let isCode = false;
  const lines = page
    .trimEnd()
    .split('\n')
    .map((line) => {
      const isFence = line.startsWith('```');
      if (isFence) isCode = !isCode;
      if (isFence || isCode) return paint('dim', line);
      return line.startsWith('#') ? paint('bold', line) : line;
    });
  return `${lines.join('\n')}\n`;
}
