import { afterAll, describe, expect, it } from 'vitest';
import type { Attempt } from './attempts/attempt.js';
import { AT_THE_END } from './attempts/at-the-end.js';
import { BY_EDIT_TOOLS } from './attempts/by-edit-tools.js';
import { BY_SHELL } from './attempts/by-shell.js';
import { IN_COMPANY } from './attempts/in-company.js';
import { UNHOOKING } from './attempts/unhooking.js';
import { runClient } from './client.js';
import { PLAN, plan, STATE, state } from './lamp-post.js';
import { jsonText, Project } from './project.js';
import { verdictOf } from './verdict.js';
import { wire } from './wiring.js';

const ATTEMPTS = [...BY_EDIT_TOOLS, ...BY_SHELL, ...IN_COMPANY, ...UNHOOKING, ...AT_THE_END];

const outcomes = new Map<Attempt, string>();

afterAll(() => {
  const rows = ATTEMPTS.filter((attempt) => outcomes.has(attempt));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map((attempt) => `${attempt.name.padEnd(width)}  ${outcomes.get(attempt) ?? ''}`);
  console.log(['what the agent tried, and what came of it', ...lines].join('\n'));
});

describe.concurrent('what an agent tries', () => {
  it.each(ATTEMPTS.map((attempt) => [`${attempt.name}: ${attempt.outcome}`, attempt] as const))(
    '%s',
    async (_, attempt) => {
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
        const run = await runClient({ project: project.root, script: attempt.script(project) });
        const verdict = verdictOf(run);
        outcomes.set(attempt, verdict);
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
    },
  );
});
