import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { RULES } from '../../../rules/index.js';
import { Fault } from '../../lint/fault.js';
import { fill } from '../../lint/message.js';
import type { Rule } from '../../lint/rule.js';
import { rulerFor } from '../../report/pretty/ruler.js';
import { nearest } from '../../schema/near.js';
import { usesColor } from '../color.js';
import { columnsOf, wishedColumns } from '../columns.js';
import type { ExplainFlags } from '../explain.js';
import type { Io } from '../io.js';
import { listedRule } from '../listed-rule.js';
import { painter } from '../paint.js';
import { writeAll } from '../write-all.js';
import { facts } from './facts.js';
import { layOut } from './lay-out.js';
import type { Look } from './look.js';

/** Rows that are longer than this are hard to read, however wide the terminal is. */
const MOST_COLUMNS = 100;
/** In a narrower terminal, rows are left to it to break. */
const LEAST_COLUMNS = 40;

/**
 * Prints the pages of rules, which stand in a folder. Throws a `Fault` for a rule that there is not, before anything is
 * printed.
 */
export async function printPages(
  ids: readonly string[],
  folder: string,
  io: Io,
  { format, color }: ExplainFlags,
): Promise<void> {
  const rules = ids.map(ruleOf);
  const pages = await Promise.all(rules.map(({ id }) => readFile(path.join(folder, `${id}.md`), 'utf8')));
  const columns = columnsOf(io.stdout, io.env);
  // Who reads a pipe knows what to do with Markdown.
  if ((format ?? (columns === undefined ? 'markdown' : 'pretty')) === 'markdown') {
    await writeAll(io.stdout, pages);
    return;
  }
  const colored = usesColor(color, io.stdout, io.env);
  const look: Look = {
    color: colored,
    paint: painter(colored),
    columns: Math.max(LEAST_COLUMNS, Math.min(columns ?? wishedColumns(io.env) ?? MOST_COLUMNS, MOST_COLUMNS)),
    ruler: await rulerFor(pages),
  };
  const { lexer } = await import('./lexer.js');
  for (const [index, rule] of rules.entries()) {
    const [title, ...rest] = layOut(lexer(String(pages[index])), look);
    const rows = [...(title ?? []), ...facts(listedRule(rule), look), ...rest.flatMap((block) => ['', ...block])];
    await writeAll(io.stdout, [...(index > 0 ? ['\n'] : []), ...rows.map((row) => `${row}\n`)]);
  }
}

function ruleOf(id: string): Rule {
  const known = RULES.find((rule) => rule.id === id);
  if (known) return known;
  const near = nearest(
    id,
    RULES.map((rule) => rule.id),
  );
  throw new Fault(
    fill(`there is no rule "{id}"; ${near === undefined ? '' : 'did you mean "{near}"? '}stategate rules lists them`, {
      id,
      near: near ?? null,
    }),
  );
}
