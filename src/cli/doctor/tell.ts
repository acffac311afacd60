import { examine } from '../../gate/wiring/doctor/doctor.js';
import { type Finding, TOPICS } from '../../gate/wiring/doctor/finding.js';
import { printable } from '../../lint/message.js';
import type { HealthOptions } from '../doctor.js';
import type { Io } from '../io.js';
import { painter } from '../paint.js';
import { writeAll } from '../write-all.js';

const TITLES = {
  machine: 'This machine',
  claude: 'Claude Code',
  commit: 'Commits',
  ci: 'CI',
  project: 'This project',
} as const satisfies Record<Finding['topic'], string>;

const SIGNS = {
  good: ['good', '✔'],
  bad: ['bad', '✖'],
  none: ['dim', '–'],
} as const satisfies Record<Finding['state'], readonly [string, string]>;

/** Looks at a project and tells what it found; the exit code. */
export async function tellHealth(io: Io, { version, fires, format, color }: HealthOptions): Promise<number> {
  const findings = await examine({ cwd: io.cwd, env: io.env, version, fires });
  const ok = findings.every(({ state }) => state !== 'bad');
  const text =
    format === 'json' ? [`${JSON.stringify({ version: 1, ok, findings }, null, 2)}\n`] : pretty(findings, color);
  await writeAll(io.stdout, text);
  return ok ? 0 : 1;
}

function* pretty(findings: readonly Finding[], color: boolean): Generator<string> {
  const paint = painter(color);
  for (const topic of TOPICS) {
    yield `${paint('bold', TITLES[topic])}\n`;
    for (const { state, message, todo } of findings.filter((finding) => finding.topic === topic)) {
      const [style, sign] = SIGNS[state];
      yield `  ${paint(style, sign)} ${printable(message)}\n`;
      if (todo !== undefined) yield `    → ${printable(todo)}\n`;
    }
  }
  const bad = findings.filter(({ state }) => state === 'bad').length;
  yield bad === 0
    ? '\nAll well.\n'
    : `\n${bad} thing${bad === 1 ? ' is' : 's are'} not as ${bad === 1 ? 'it' : 'they'} should be.\n`;
}
