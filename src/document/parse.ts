import type { Document, Limits } from './document.js';
import { inspect } from './inspect.js';
import type { Problem } from './problem.js';
import { countProperties, findTooDeep, mayHoldLoneSurrogate } from './scan.js';
import { survey } from './survey.js';
import { syntaxProblem } from './syntax.js';
import { rangesIn } from './text-range.js';

/**
 * From this length on, nesting is measured before JSON.parse sees the text: it takes about 40 bytes of memory and
 * 90 ns for each bracket left open. Below, that is little, and measuring only what looks suspicious is faster.
 */
const LONG = 256 * 1024;

/**
 * Makes a document of a text. Never throws, whatever the text.
 *
 * @param text one JSON text, without a byte-order mark
 * @param line the line of the file on which the text begins, 1-based: the problems' ranges are those of the file
 */
export function parseDocument(text: string, line: number, limits: Limits): Document {
  if (text.length >= LONG) {
    const tooDeep = tooDeepProblem(text, line, limits);
    if (tooDeep !== undefined) return { parsed: false, text, line, problems: [tooDeep] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { parsed: false, text, line, problems: [tooDeepProblem(text, line, limits) ?? syntaxProblem(text, line)] };
  }
  const { properties, tooDeep, largeNumbers, protoKeys } = survey(value, limits.maxDepth);
  if (tooDeep) {
    const problem = tooDeepProblem(text, line, limits);
    if (problem !== undefined) return { parsed: false, text, line, problems: [problem] };
  }
  const suspicious = largeNumbers || protoKeys || properties !== countProperties(text) || mayHoldLoneSurrogate(text);
  return { parsed: true, text, line, value, problems: suspicious ? inspect(text, line) : [] };
}

function tooDeepProblem(text: string, line: number, { maxDepth }: Limits): Problem | undefined {
  const at = findTooDeep(text, maxDepth);
  if (at < 0) return undefined;
  return { rule: 'syntax', message: 'tooDeep', data: { limit: maxDepth }, range: rangesIn(text, line)(at, at + 1) };
}
