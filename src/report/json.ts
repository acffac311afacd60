import type { Report } from '../lint/diagnostic.js';
import type { Format } from './format.js';
import { around, jsonArray } from './parts/json.js';
import { shown } from './parts/shown.js';

/** The report as JSON; its schema is `schemas/report.schema.json`. */
export const format: Format = function* (result, options) {
  const { version, summary } = result;
  const [before, after] = around({ version, diagnostics: [], summary } satisfies Report);
  yield before;
  yield* jsonArray(shown(result, options), '  ');
  yield `${after}\n`;
};
