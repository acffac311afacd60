import { expect } from 'vitest';
import { ATTEMPTS } from './attempts/all.js';
import type { Attempt } from './attempts/attempt.js';
import { runClient } from './client.js';
import { PLAN, plan, STATE, state } from './lamp-post.js';
import { jsonText, Project } from './project.js';
import { verdictOf } from './verdict.js';

/**
 * Lets the client make an attempt in a project of its own, and looks whether what came of it is what should.
 *
 * @param wire puts the gate into the client's settings
 * @param onVerdict is told what came of it, whether or not that is as it should be
 * @param env of the client, beyond what is usual
 */
export async function tryOut(
  attempt: Attempt,
  wire: (project: Project) => void,
  onVerdict: (verdict: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const project = new Project({
    '.gitignore': 'node_modules/\n',
    [STATE]: state(),
    [PLAN]: plan(),
    ...attempt.earlier,
  });
  try {
    project.write({ [STATE]: state(), ...attempt.files });
    wire(project);
    project.commit('As it is');
    const run = await runClient({ project: project.root, script: attempt.script(project), env });
    const verdict = verdictOf(run);
    onVerdict(verdict);
    const told = [...run.results.map(({ text }) => text), run.said].join('\n');
    expect(verdict, told.slice(0, 20_000)).toBe(attempt.outcome);
    for (const words of attempt.told ?? []) expect(told).toMatch(words);
    for (const [file, content] of Object.entries(attempt.disk)) {
      const wanted = content === null ? undefined : typeof content === 'string' ? content : jsonText(content);
      expect(project.read(file), file).toBe(wanted);
    }
    expect(run.code).toBe(0);
  } finally {
    project.remove();
  }
}

/** Prints what was tried and what came of it, a line each, in the order in which they are written down. */
export function printOutcomes(title: string, outcomes: ReadonlyMap<Attempt, string>): void {
  const width = Math.max(...ATTEMPTS.map(({ name }) => name.length));
  const lines = ATTEMPTS.flatMap((attempt) => {
    const outcome = outcomes.get(attempt);
    return outcome === undefined ? [] : `${attempt.name.padEnd(width)}  ${outcome}`;
  });
  console.log([title, ...lines].join('\n'));
}
