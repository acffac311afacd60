import path from 'node:path';
import type { CheckResult } from '../check/check.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { sessionOf } from '../workspace/place.js';
import { toPosix } from '../workspace/paths.js';
import type { Format, FormatOptions } from './format.js';
import { SCRIPT, STYLE } from './html/assets.js';
import { html } from './html/escape.js';
import { CLASS, finding } from './html/finding.js';
import { byFile } from './parts/by-file.js';
import { count } from './parts/figures.js';
import { found, foundWords } from './parts/found.js';
import { shown } from './parts/shown.js';
import { summaries } from './parts/summaries.js';
import { unseen } from './parts/unseen.js';

/**
 * One page with everything in it, which asks for nothing from anywhere: all findings are in its HTML, and a script only
 * leaves out what is not looked for. Its policy lets nothing run but that script, whatever a checked file holds.
 */
export const format: Format = function* (result, options) {
  const diagnostics = shown(result, options);
  const sessionOfFile = sessions(options);
  const files = byFile(diagnostics);
  yield head(diagnostics, options);
  yield top(result, diagnostics);
  if (diagnostics.length > 0) yield filters(diagnostics);
  yield '<main id="findings" tabindex="-1">\n';
  yield notices(result, options);
  yield '<p class="notice" id="nothing" hidden>No finding is like this.</p>\n';
  for (const [file, own] of files) {
    yield `<details class="file" open data-s="${html(sessionOfFile(file))}"><summary><h2>${fileName(file)}</h2><span class="count">${foundWords(own)}</span></summary><ol>`;
    for (const diagnostic of own) yield finding(diagnostic, result.excerpt(diagnostic));
    yield '</ol></details>\n';
  }
  yield '</main>\n';
  if (diagnostics.length > 0) yield `${rules(diagnostics, summaries(options))}<script>${SCRIPT}</script>\n`;
  yield '</body></html>\n';
};

function head(diagnostics: readonly Diagnostic[], { version }: FormatOptions): string {
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return [
    '<!doctype html>',
    '<html lang="en"><head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<meta name="generator" content="stategate${version === undefined ? '' : ` ${version}`}">`,
    // Without it a browser asks the server for one.
    '<link rel="icon" href="data:,">',
    `<title>stategate: ${foundWords(diagnostics)}</title>`,
    `<style>${STYLE}</style>`,
    '</head><body>',
    '<a class="skip" href="#findings">Go to the findings</a>\n',
  ].join('\n');
}

/** As a policy names what may run or be used. */
function hash(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function top({ summary, sessions, changes }: CheckResult, diagnostics: readonly Diagnostic[]): string {
  const [gravest] = found(diagnostics);
  const figures: readonly (readonly [name: string, number: number, look?: string])[] = [
    ['errors', summary.errors, 'e'],
    ['warnings', summary.warnings, 'w'],
    ['infos', diagnostics.filter(({ severity }) => severity === 'info').length, 'i'],
    ['files', summary.files],
    [changes ? 'versions' : 'documents', summary.documents],
    ...(changes ? [['changes', summary.steps] as const] : [['sessions', sessions] as const]),
    ['not checked', summary.skipped],
    ['unreadable', summary.unparsed],
    ['in the baseline', summary.baselined ?? 0],
  ];
  const shownFigures = figures.filter(([name, number]) => number > 0 || !/^(?:not|un|in )/u.test(name));
  const rows = shownFigures.map(
    ([name, number, look]) =>
      `<div${look !== undefined && number > 0 ? ` class="${look}"` : ''}><dt>${name}</dt><dd>${number.toLocaleString('en')}</dd></div>`,
  );
  const words = summary.files === 0 ? 'Nothing was checked' : foundWords(diagnostics);
  const look = gravest ? CLASS[gravest.severity] : summary.files > 0 ? 'g' : 'w';
  return `<header><p class="name">stategate check</p><h1 class="${look}">${words.replace(/^n/u, 'N')}</h1>\n<dl class="figures">${rows.join('')}</dl></header>\n`;
}

/** For the script, which knows best what there is to choose from. */
function filters(diagnostics: readonly Diagnostic[]): string {
  const toggles = found(diagnostics).map(
    ({ severity, number }) =>
      `<label class="toggle ${CLASS[severity]}"><input type="checkbox" name="${severity}" checked><span>${count(number, severity)}</span></label>`,
  );
  return [
    '<form role="search" aria-label="Findings" hidden>',
    '<input type="search" name="text" placeholder="Search ( / )" aria-label="Search" autocomplete="off" spellcheck="false">',
    ...toggles,
    '<select name="rule" aria-label="Rule"><option value="">All rules</option></select>',
    '<select name="session" aria-label="Session"><option value="">All sessions</option></select>',
    '<output aria-live="polite"></output>',
    '<button type="button" id="fold">Fold all</button>',
    '<button type="reset">Show all</button>',
    '</form>\n',
  ].join('\n');
}

/** What was not looked at, and what it means that there is nothing else. */
function notices(result: CheckResult, { quiet }: FormatOptions): string {
  const left = unseen(result);
  const skipped = quiet ? [] : result.skipped.map(({ display, reason }) => `${display}: ${reason}`);
  const list = (title: string, rows: readonly string[]): string =>
    rows.length === 0
      ? ''
      : `<div class="notice"><p>${title}</p><ul>${rows.map((row) => `<li>${html(row)}`).join('')}</ul></div>\n`;
  const nothing =
    result.summary.files === 0
      ? `<p class="notice">No governed file ${result.changes ? 'has changed' : 'was found'}.</p>\n`
      : result.diagnostics.length === 0 && left.length === 0
        ? '<p class="none">Everything that was looked at is as it should be.</p>\n'
        : '';
  return nothing + list('What could not be looked at:', left) + list('Files that were not checked:', skipped);
}

/** A path whose last part, the one that tells, stands out. */
function fileName(file: string): string {
  const at = file.lastIndexOf('/') + 1;
  return `<span>${html(file.slice(0, at))}</span>${html(file.slice(at))}`;
}

function rules(diagnostics: readonly Diagnostic[], summaryOf: (id: string) => string): string {
  const ids = [...new Set(diagnostics.map(({ ruleId }) => ruleId))].sort();
  const rows = ids.map((id) => {
    return `<dt>${html(id)}</dt><dd>${html(summaryOf(id))}</dd>`;
  });
  return `<footer><details class="rules" open><summary><h2>What these rules hold</h2></summary><dl>${rows.join('\n')}</dl></details></footer>\n`;
}

/** The name of the session that a file belongs to; empty for none. */
function sessions({ cwd = '.' }: FormatOptions): (file: string) => string {
  return (file) => path.posix.basename(sessionOf(toPosix(path.resolve(cwd, file))) ?? '');
}
