import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Related, Severity } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import type { RuleMeta } from '../lint/rule.js';
import type { CheckResult } from '../check/check.js';
import type { Format, FormatOptions } from './format.js';
import { counter } from './parts/counter.js';
import { around, jsonArray } from './parts/json.js';
import { pathsFrom } from './parts/paths.js';
import { shown } from './parts/shown.js';
import { unseen } from './parts/unseen.js';

/** Beside the folder of the program, and of its sources. */
const PAGES = path.join(import.meta.dirname, '../../rules');

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** What GitHub's code scanning calls a finding by that is not about security. */
const GITHUB_SEVERITY: Readonly<Record<Severity, 'error' | 'warning' | 'recommendation'>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** The folder that files are relative to; where it is, the reader knows. */
const ROOT = '%SRCROOT%';

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), for GitHub's code scanning, editors and
 * other programs. Rules come with their pages, and only those that tell of something. Of a change the side before is a
 * related location, whose properties name its commit, and `properties.step` tells the rest.
 */
export const format: Format = async (result, options) => {
  const diagnostics = shown(result, options);
  const ids = [...new Set(diagnostics.map(({ ruleId }) => ruleId))].sort();
  const rules = await Promise.all(ids.map((id) => descriptor(id, options.rules ?? [])));
  return (function* () {
    const locate = locator(options);
    const nth = counter();
    const [before, after] = around(logOf(result, options, rules));
    yield before;
    yield* jsonArray(results(), '      ');
    yield `${after}\n`;

    function* results(): Generator<object> {
      for (const diagnostic of diagnostics) {
        const { ruleId, fingerprint } = diagnostic;
        yield resultOf(diagnostic, ids.indexOf(ruleId), `${fingerprint}:${nth(fingerprint)}`, locate);
      }
    }
  })();
};

/** The log without its results, which come last. */
function logOf(result: CheckResult, { quiet, version }: FormatOptions, rules: readonly object[]): object {
  const left = unseen(result);
  const skipped = quiet ? [] : result.skipped.map(({ display, reason }) => `${display}: not checked: ${reason}`);
  const notifications = [...left.map((text) => notice(text, 'error')), ...skipped.map((text) => notice(text, 'note'))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'stategate', ...(version !== undefined && { version, semanticVersion: version }), rules },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The top of the repository.' } } },
        invocations: [
          {
            executionSuccessful: left.length === 0,
            ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
          },
        ],
        properties: { summary: result.summary },
        results: [],
      },
    ],
  };
}

function notice(text: string, level: 'error' | 'note'): object {
  return { level, message: messageOf(text) };
}

async function descriptor(id: string, rules: readonly RuleMeta[]): Promise<object> {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return { id };
  const page = (await readFile(path.join(PAGES, `${id}.md`), 'utf8')).trim();
  const [, about = rule.summary] = page.split('\n\n');
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: about.replaceAll('\n', ' ') },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: LEVEL[rule.severity] },
    properties: { tags: rule.kinds ?? ['all-kinds'], 'problem.severity': GITHUB_SEVERITY[rule.severity] },
  };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, fingerprint: string, locate: Locate): object {
  const { ruleId, severity, message, related, step, kind } = diagnostic;
  const { endLine, endColumn } = diagnostic;
  return {
    ruleId,
    ruleIndex,
    level: LEVEL[severity],
    message: messageOf(message),
    locations: [locate(diagnostic, { endLine, endColumn })],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        ...locate(other),
        message: messageOf(step ? `before: ${other.message}` : other.message),
        ...(other.commit !== undefined && { properties: { commit: other.commit, date: other.date } }),
      })),
    }),
    // The second is the one that GitHub goes by: with it, a finding is the same one when its line moves.
    partialFingerprints: { 'stategate/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...((kind !== undefined || step) && { properties: { ...(kind !== undefined && { kind }), ...(step && { step }) } }),
  };
}

/**
 * A message. Of one that holds `[text](target)` readers make a link
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317467), and not all of them know the escape
 * for it, so the brackets are parted.
 */
function messageOf(text: string): { text: string } {
  return { text: printable(text).toWellFormed().replaceAll('](', '] (') };
}

type Locate = (
  place: Pick<Related, 'file' | 'pointer' | 'line' | 'column'>,
  end?: Readonly<Record<'endLine' | 'endColumn', number>>,
) => object;

function locator({ cwd = '.' }: FormatOptions): Locate {
  const inRepository = pathsFrom(cwd);
  return ({ file, pointer, line, column }, end) => ({
    physicalLocation: {
      artifactLocation: artifact(inRepository(file), path.resolve(cwd, file)),
      region: { startLine: line, startColumn: column, ...end },
    },
    ...(pointer !== '' && { logicalLocations: [{ fullyQualifiedName: pointer, kind: 'value' }] }),
  });
}

/** A file as a reference relative to the top of the repository; one outside of it as it stands. */
function artifact(file: string, absolute: string): object {
  if (file.startsWith('../') || path.isAbsolute(file)) return { uri: pathToFileURL(absolute.toWellFormed()).href };
  return { uri: file.toWellFormed().split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}
