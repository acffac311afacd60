import type { Diagnostic, Severity, StepOfDiagnostic } from '../../lint/diagnostic.js';
import type { Excerpt } from '../../lint/excerpt.js';
import { elsewhere } from '../parts/elsewhere.js';
import { html } from './escape.js';

/** The class of what is about a severity. */
export const CLASS: Readonly<Record<Severity, string>> = { error: 'e', warning: 'w', info: 'i' };

/** A finding as an element of its file's list. There are many: no element, space or tag that can be done without. */
export function finding(diagnostic: Diagnostic, excerpt: Excerpt | undefined): string {
  const { severity, message, ruleId, line, column, pointer, step, fixable } = diagnostic;
  const rows = [
    ...elsewhere(diagnostic),
    ...(step ? [stepWords(step)] : []),
    ...(fixable ? ['fixable with --fix'] : []),
  ];
  return [
    `<li class="f ${CLASS[severity]}" data-r="${html(ruleId)}"><b>${severity}</b><p>${html(message)}</p>`,
    excerpt && excerpt.text.trim() !== '' ? frame(excerpt, line) : '',
    ...rows.map((row) => `<p class="r">${html(row)}</p>`),
    `<small><b>${html(ruleId)}</b> ${line}:${column} ${html(pointer)}</small>`,
  ].join('');
}

/** Where a change comes from, and what may lie between its sides. */
function stepWords({ source, granularity }: StepOfDiagnostic): string {
  const where = {
    git: () => (source.type === 'git' ? `commit ${source.commit.slice(0, 7)} of ${source.date}` : ''),
    index: () => 'what is staged',
    files: () => 'the later of the two files',
  }[source.type]();
  return `after: ${where}${granularity === 'sampled' ? '; several changes may lie between' : ''}`;
}

/** The line with its offending part marked. */
function frame({ text, start, end, cutBefore, cutAfter }: Excerpt, line: number): string {
  const indent = cutBefore ? 0 : Math.min(text.length - text.trimStart().length, start);
  const before = html(text.slice(indent, start), '\t');
  const after = html(text.slice(end).trimEnd(), '\t');
  const marked = html(text.slice(start, end), '\t');
  return `<pre data-n="${line}">${cutBefore ? '…' : ''}${before}<mark>${marked}</mark>${after}${cutAfter ? '…' : ''}</pre>`;
}
