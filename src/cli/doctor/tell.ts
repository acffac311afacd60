import { examine } from '../../gate/wiring/doctor/doctor.js';
import { type Finding, TOPICS } from '../../gate/wiring/doctor/finding.js';
import { printable } from '../../lint/message.js';
import { type Ruler, rulerFor } from '../../report/pretty/ruler.js';
import { columnsOf } from '../columns.js';
import type { HealthOptions } from '../doctor.js';
import type { Io } from '../io.js';
import { painter } from '../paint.js';
import { rowsOf } from '../rows.js';
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
    format === 'json'
      ? [`${JSON.stringify({ version: 1, ok, findings }, null, 2)}\n`]
      : pretty(findings, color, columnsOf(io.stdout, io.env), await rulerFor(textsOf(findings)));
  await writeAll(io.stdout, text);
  return ok ? 0 : 1;
}

function textsOf(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ message, todo = '' }) => [message, todo]);
}

function* pretty(
  findings: readonly Finding[],
  color: boolean,
  columns: number | undefined,
  ruler: Ruler,
): Generator<string> {
  const paint = painter(color);
  /** A sign and what it says; what goes on in another row stands below the words. Where the width is not known, in one row. */
  const said = (sign: string, text: string, indent: number): string => {
    if (columns === undefined) return `${' '.repeat(indent)}${sign} ${printable(text)}\n`;
    const pieces = [
      { text: sign, whole: true as const },
      { text: printable(text), gap: 1 },
    ];
    return rowsOf(pieces, { columns, ruler }, [indent, indent + 2])
      .map((row) => `${row}\n`)
      .join('');
  };
  for (const topic of TOPICS) {
    yield `${paint('bold', TITLES[topic])}\n`;
    for (const { state, message, todo } of findings.filter((finding) => finding.topic === topic)) {
      const [style, sign] = SIGNS[state];
      yield said(paint(style, sign), message, 2);
      if (todo !== undefined) yield said('→', todo, 4);
    }
  }
  const bad = findings.filter(({ state }) => state === 'bad').length;
  yield bad === 0
    ? '\nAll well.\n'
    : `\n${bad} thing${bad === 1 ? ' is' : 's are'} not as ${bad === 1 ? 'it' : 'they'} should be.\n`;
}
