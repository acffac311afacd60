import type { Report } from '../lint/diagnostic.js';
import type { Format } from './format.js';

/** The report as JSON; its schema is `schemas/report.schema.json`. */
export const format: Format = function* ({ version, diagnostics, summary }, { quiet }) {
  const around: Report = { version, diagnostics: [], summary };
  const [before = '', after = ''] = JSON.stringify(around, undefined, 2).split('[]');
  yield `${before}[`;
  let separator = '';
  for (const diagnostic of diagnostics) {
    if (quiet && diagnostic.severity !== 'error') continue;
    const json = JSON.stringify(diagnostic, undefined, 2).replaceAll('\n', '\n    ');
    yield `${separator}\n    ${harmless(json)}`;
    separator = ',';
  }
  yield `${separator === '' ? '' : '\n  '}]${after}\n`;
};

/** JSON leaves characters as they are that drive a terminal; as JSON's own escapes they mean the same. */
function harmless(json: string): string {
  return json.replaceAll(
    /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
