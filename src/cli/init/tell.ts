import { isChange, type Outcome, type Step } from '../../gate/wiring/plan.js';
import type { Wiring } from '../../gate/wiring/wiring.js';
import { printable } from '../../lint/message.js';
import { displayPath } from '../../workspace/paths.js';
import { diffLines } from '../diff-lines.js';
import { type Paint, painter } from '../paint.js';

export interface Telling {
  readonly cwd: string;
  readonly color: boolean;
  readonly isDry: boolean;
}

/** What would change, as a unified diff. */
export function* tellDiff(steps: readonly Step[], { cwd, color }: Telling): Generator<string> {
  for (const step of steps.filter(isChange)) {
    yield* diffLines(displayPath(cwd, step.file), step.before, step.after, color);
  }
}

/** What became of each file, and what is to be done next. */
export function* tellAdding(
  steps: readonly Step[],
  { installation, commit, ci, notes }: Wiring,
  telling: Telling & { readonly port?: number | undefined },
): Generator<string> {
  const { cwd, color, isDry, port } = telling;
  const paint = painter(color);
  yield* tellSteps(steps, telling);
  if (ci?.already !== undefined)
    yield line(paint, 'unchanged', `${shownPath(cwd, ci.already)} (checks already)`, isDry);
  for (const note of notes) yield `${paint('warning', 'note')}  ${printable(note)}\n`;
  if (commit?.byHand) yield* byHand(paint, shownPath(cwd, commit.byHand.file), [commit.byHand.what]);
  if (ci?.byHand) yield* byHand(paint, shownPath(cwd, ci.byHand.file), ci.byHand.lines);
  if (!steps.some(isChange)) yield 'Nothing to change: everything is wired.\n';
  const next = [
    ...(installation.isDependency || steps.length === 0
      ? []
      : ['make stategate a development dependency of this project, so that all who work on it have it']),
    ...(commit?.install === undefined ? [] : [`${commit.install}   (puts the hook for commits in place)`]),
    ...(port === undefined
      ? []
      : [`stategate serve --port ${port}   (the hooks ask it; without it nothing is checked)`]),
    ...(steps.some((step) => step.piece.part === 'claude' && isChange(step))
      ? ['start Claude Code anew: it reads its hooks when a session begins']
      : []),
    'stategate doctor   (tries the hooks out)',
  ];
  if (!steps.some(isChange)) return;
  if (isDry) yield NOTHING_WRITTEN;
  const heading = paint('bold', isDry ? 'Next, once it is written' : 'Next');
  yield `\n${heading}\n${next.map((text) => `  ${printable(text)}\n`).join('')}`;
}

const NOTHING_WRITTEN = 'Nothing was written. Without --dry-run this is what changes.\n';

export function* tellRemoving(steps: readonly Step[], telling: Telling): Generator<string> {
  yield* tellSteps(
    steps.filter(({ outcome }) => outcome !== 'unchanged'),
    telling,
  );
  if (telling.isDry && steps.some(isChange)) yield NOTHING_WRITTEN;
  else if (!steps.some(isChange)) yield 'Nothing to take out.\n';
}

function* tellSteps(steps: readonly Step[], { cwd, color, isDry }: Telling): Generator<string> {
  const paint = painter(color);
  for (const { outcome, piece, left } of steps) {
    yield line(paint, outcome, shownPath(cwd, piece.file), isDry);
    for (const what of left) yield `           ${printable(what)}\n`;
  }
}

function* byHand(paint: Paint, file: string, lines: readonly string[]): Generator<string> {
  yield `${paint('warning', 'by hand')}    ${file}\n`;
  for (const text of lines) yield `           ${printable(text)}\n`;
}

const STYLES = {
  created: 'good',
  merged: 'good',
  removed: 'good',
  restored: 'good',
  unchanged: 'dim',
  left: 'warning',
} as const satisfies Record<Outcome, string>;

/** What would become of a file. */
const WOULD: Readonly<Record<Outcome, string>> = {
  created: 'would create',
  merged: 'would merge',
  removed: 'would remove',
  restored: 'would restore',
  unchanged: 'unchanged',
  left: 'would leave',
};

function line(paint: Paint, outcome: Outcome, text: string, isDry: boolean): string {
  const word = isDry ? WOULD[outcome].padEnd(13) : outcome.padEnd(9);
  return `${paint(STYLES[outcome], word)}  ${text}\n`;
}

function shownPath(cwd: string, file: string): string {
  return printable(displayPath(cwd, file));
}
