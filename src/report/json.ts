import type { Report } from '../lint/diagnostic.js';
import type { Format } from './format.js';

/** The report as JSON; its schema is `schemas/report.schema.json`. */
const json: Format = ({ version, diagnostics, summary }, { quiet }) => {
  const report: Report = {
    version,
    diagnostics: quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics,
    summary,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
};

export default json;
