import type { Report } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import type { Format } from './format.js';

/** The report as JSON; its schema is `schemas/report.schema.json`. */
export const format: Format = ({ version, diagnostics, summary }, { quiet }) => {
  const report: Report = {
    version,
    diagnostics: quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics,
    summary,
  };
  // JSON leaves characters as they are that drive a terminal; as escapes they mean the same.
  return `${printable(JSON.stringify(report, undefined, 2), '\n')}\n`;
};
