import type { Format } from './format.js';
import { byFile } from './parts/by-file.js';
import { elsewhere } from './parts/elsewhere.js';
import { pathsFrom } from './parts/paths.js';
import { shown } from './parts/shown.js';
import { XML_HEAD, xmlTag } from './parts/xml.js';

/** The report of Checkstyle, which many programs read, Jenkins among them. Its severities are called like ours. */
export const format: Format = function* (result, options) {
  const inRepository = pathsFrom(options.cwd);
  // The version is that of the form: readers have taken 4.3 for as long as there are such reports from other tools.
  yield `${XML_HEAD}<checkstyle version="4.3">\n`;
  for (const [file, diagnostics] of byFile(shown(result, options))) {
    yield `  ${xmlTag('file', { name: inRepository(file) })}>\n`;
    for (const diagnostic of diagnostics) {
      const { line, column, severity, ruleId } = diagnostic;
      const message = [diagnostic.message, ...elsewhere(diagnostic, inRepository)].join('; ');
      yield `    ${xmlTag('error', { line, column, severity, message, source: `stategate.${ruleId}` })}/>\n`;
    }
    yield '  </file>\n';
  }
  yield '</checkstyle>\n';
};
