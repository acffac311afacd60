import type { ClientRun } from './client-run.js';

/** How the client words what a hook has answered (2.1.330). */
const WORDS = [
  ['denied', /^(?:PreToolUse:\S+ hook error: )?stategate: nothing was (?:written|checked): /gmu],
  ['found', /^PostToolUse(?:Failure)?:\S+ hook blocking error /gmu],
  ['noted', /^PostTool\S+ hook additional context: /gmu],
  ['held', /^Stop hook feedback:$/gmu],
] as const;

/**
 * What the hooks did in a run, as the model was told, in one line such as "found, held": `denied` before a call, `found`
 * after it, `noted` without holding it up, `held` at the end; with how often if more than once; "passed" if nothing.
 */
export function verdictOf(run: ClientRun): string {
  const told = [...run.results.map(({ text }) => text), run.said].join('\n');
  const said = WORDS.flatMap(([word, pattern]) => {
    const times = [...told.matchAll(pattern)].length;
    return times === 0 ? [] : [times === 1 ? word : `${word} ${times}×`];
  });
  return said.length === 0 ? 'passed' : said.join(', ');
}
