import type { Diagnostic } from '../lint/diagnostic.js';
import type { Format } from './format.js';
import { cell, fold } from './markdown/escape.js';
import { byFile } from './parts/by-file.js';
import { elsewhere } from './parts/elsewhere.js';
import { count, looked } from './parts/figures.js';
import { foundWords, SEVERITIES } from './parts/found.js';
import { pathsFrom } from './parts/paths.js';
import { shown } from './parts/shown.js';
import { summaries } from './parts/summaries.js';
import { unseen } from './parts/unseen.js';

/** A comment on GitHub has at most 65,536 characters; some are left for what a workflow adds. */
const MOST_CHARACTERS = 64_000;
/** Kept for the last line, which tells what is left out. */
const FOR_THE_END = 400;
/** So few findings are shown unfolded. */
const FEW = 10;

/**
 * A comment on a pull request: how many findings of which rule, then each file's folded away. It begins with a comment by
 * which a workflow finds it again. Files with errors come first; what does not fit is counted.
 */
export const format: Format = function* (result, options) {
  const inRepository = pathsFrom(options.cwd);
  const diagnostics = shown(result, options);
  let left = MOST_CHARACTERS - FOR_THE_END;
  const take = (text: string): string => {
    left -= text.length;
    return text;
  };

  yield take(`<!-- stategate -->\n### stategate: ${foundWords(result.diagnostics)}\n\n${looked(result)}\n`);
  for (const words of unseen(result)) {
    const line = `\n**Not looked at:** ${cell(words)}\n`;
    if (line.length < left / 2) yield take(line);
  }
  if (diagnostics.length > 0) yield take(ruleTable(diagnostics, summaries(options)));

  const leftOut = { findings: 0, files: 0 };
  for (const [file, own] of gravestFirst(byFile(diagnostics))) {
    const isOpen = diagnostics.length <= FEW;
    const title = `<code>${fold(inRepository(file))}</code>: ${foundWords(own)}`;
    const head = `\n<details${isOpen ? ' open' : ''}><summary>${title}</summary>\n\n| line | severity | what is wrong |\n| --: | --- | --- |\n`;
    const tail = '\n</details>\n';
    const rows: string[] = [];
    let length = head.length + tail.length;
    for (const diagnostic of own) {
      const row = rowOf(diagnostic, inRepository);
      if (length + row.length > left) continue;
      rows.push(row);
      length += row.length;
    }
    leftOut.findings += own.length - rows.length;
    leftOut.files += rows.length < own.length ? 1 : 0;
    if (rows.length > 0) yield take([head, ...rows, tail].join(''));
  }
  if (leftOut.findings > 0) {
    const { findings, files } = leftOut;
    yield `\n**${count(findings, 'finding')} in ${count(files, 'file')} left out:** a comment has room for no more. \`stategate check\` shows all.\n`;
  }
};

function ruleTable(diagnostics: readonly Diagnostic[], summaryOf: (id: string) => string): string {
  const rules = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const list = rules.get(diagnostic.ruleId);
    if (list) list.push(diagnostic);
    else rules.set(diagnostic.ruleId, [diagnostic]);
  }
  const rows = gravestFirst(rules).map(([id, own]) => {
    return `| \`${id}\` | ${foundWords(own)} | ${cell(summaryOf(id))} |\n`;
  });
  return `\n| rule | found | what holds |\n| --- | --- | --- |\n${rows.join('')}`;
}

function rowOf(diagnostic: Diagnostic, inRepository: (file: string) => string): string {
  const { line, severity, message, ruleId } = diagnostic;
  const says = [message, ...elsewhere(diagnostic, inRepository)].map(cell).join('<br>');
  return `| ${line} | ${severity} | ${says}<br>\`${ruleId}\` |\n`;
}

/** What has errors first, then what has warnings; otherwise in their order. */
function gravestFirst(all: ReadonlyMap<string, readonly Diagnostic[]>): [string, readonly Diagnostic[]][] {
  const gravity = (own: readonly Diagnostic[]): number =>
    SEVERITIES.findIndex((severity) => own.some((one) => one.severity === severity));
  return [...all].sort(([, a], [, b]) => gravity(a) - gravity(b));
}
