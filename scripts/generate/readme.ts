import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { type ListedRule, listedRule, othersIn } from '../../src/cli/listed-rule.js';
import type { Preset } from '../../src/lint/presets.js';
import type { Files } from './files.js';

const BEGIN = '<!-- rules:begin -->';
const END = '<!-- rules:end -->';

/** README.md with its table of rules made anew. */
export async function readmeFiles(root: string): Promise<Files> {
  const before = await readFile(path.join(root, 'README.md'), 'utf8');
  const begin = before.indexOf(BEGIN);
  const end = before.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md has no ${BEGIN} … ${END}`);
  const rows = RULES.map(listedRule).map((rule) => {
    const { id, fixable, summary } = rule;
    const [recommended, strict] = [severitiesIn(rule, 'recommended'), severitiesIn(rule, 'strict')];
    const cells = [`[${id}](rules/${id}.md)`, recommended, strict === recommended ? '' : strict, fixable ? 'yes' : ''];
    return `| ${[...cells, escaped(summary)].join(' | ')} |`;
  });
  const table = ['| rule | severity | in strict | fix | invariant |', '| --- | --- | --- | --- | --- |', ...rows];
  const text = `${before.slice(0, begin + BEGIN.length)}\n\n${table.join('\n')}\n\n${before.slice(end)}`;
  return new Map([['README.md', text]]);
}

/** `error, some warning or info` */
function severitiesIn(rule: ListedRule, preset: Preset): string {
  const others = othersIn(rule, preset);
  return others === '' ? rule.severity[preset] : `${rule.severity[preset]}, some ${others}`;
}

/** As Markdown text: underscores and bars mean themselves. */
function escaped(text: string): string {
  return text.replaceAll(/[_|*]/gu, String.raw`\$&`);
}
