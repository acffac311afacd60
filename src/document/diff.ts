/** Lines of what stays around each change. */
const CONTEXT = 3;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** A unified diff of a file, line by line; `undefined` is a file that is not there. */
export function unifiedDiff(name: string, before: string | undefined, after: string | undefined): string[] {
  const lines = compare(linesOf(before), linesOf(after));
  const head = [
    `--- ${before === undefined ? '/dev/null' : `a/${name}`}`,
    `+++ ${after === undefined ? '/dev/null' : `b/${name}`}`,
  ];
  return [...head, ...hunksOf(lines).flatMap(([from, to]) => hunk(lines, from, to))];
}

const NO_END = '\n\\ No newline at end of file';

function linesOf(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, last + NO_END];
}

/** By what is left between the lines that begin and end alike. */
function compare(a: readonly string[], b: readonly string[]): Line[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const middle = shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...signed(' ', a.slice(0, head)), ...middle, ...signed(' ', a.slice(a.length - tail))];
}

function signed(sign: Line['sign'], lines: readonly string[]): Line[] {
  return lines.map((text) => ({ sign, text }));
}

/** Of two texts that have less in common, all lines are told as others: what a shorter way costs grows with its square. */
const MOST_CHANGES = 3000;

/**
 * The shortest way from one text to another, as E. W. Myers finds it (An O(ND) Difference Algorithm, 1986): of the ways
 * with ever more changes, those that come furthest, by how many lines more they have taken from the one than the other.
 */
function shortest(a: readonly string[], b: readonly string[]): Line[] {
  /** For each number of changes: by diagonal, how many lines of `a` the furthest way has passed. */
  const rounds: Int32Array[] = [];
  for (let changes = 0; changes <= Math.min(a.length + b.length, MOST_CHANGES); changes++) {
    const round = new Int32Array(2 * changes + 1);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = stepTo(rounds, changes, diagonal).x;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      round[diagonal + changes] = x;
      if (x >= a.length && x - diagonal >= b.length) return wayBack(a, b, [...rounds, round]);
    }
    rounds.push(round);
  }
  return [...signed('-', a), ...signed('+', b)];
}

/** How the furthest way comes to a diagonal by its last change: with a line of `b`, or without one of `a`. */
function stepTo(rounds: readonly Int32Array[], changes: number, diagonal: number): { x: number; isAdded: boolean } {
  const last = rounds[changes - 1];
  if (!last) return { x: 0, isAdded: false };
  const at = (other: number): number => last[other + changes - 1] ?? -1;
  const isAdded = diagonal === -changes || (diagonal !== changes && at(diagonal - 1) < at(diagonal + 1));
  return { x: isAdded ? at(diagonal + 1) : at(diagonal - 1) + 1, isAdded };
}

function wayBack(a: readonly string[], b: readonly string[], rounds: readonly Int32Array[]): Line[] {
  const lines: Line[] = [];
  let [x, y] = [a.length, b.length];
  for (let changes = rounds.length - 1; changes >= 0; changes--) {
    const diagonal = x - y;
    const step = stepTo(rounds, changes, diagonal);
    for (; x > step.x && y > 0 && x > 0; y--) lines.push({ sign: ' ', text: a[--x] ?? '' });
    if (changes === 0) break;
    lines.push(step.isAdded ? { sign: '+', text: b[--y] ?? '' } : { sign: '-', text: a[--x] ?? '' });
  }
  return lines.reverse();
}

/** From where to where the lines of each hunk go. */
function hunksOf(lines: readonly Line[]): [number, number][] {
  const hunks: [number, number][] = [];
  lines.forEach(({ sign }, index) => {
    if (sign === ' ') return;
    const from = Math.max(0, index - CONTEXT);
    const to = Math.min(lines.length, index + CONTEXT + 1);
    const last = hunks.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  });
  return hunks;
}

function hunk(lines: readonly Line[], from: number, to: number): string[] {
  const shown = lines.slice(from, to);
  const range = (sign: Line['sign']): string => {
    const before = lines.slice(0, from).filter((line) => line.sign !== sign).length;
    const count = shown.filter((line) => line.sign !== sign).length;
    return `${count === 0 ? before : before + 1},${count}`;
  };
  return [`@@ -${range('+')} +${range('-')} @@`, ...shown.flatMap(({ sign, text }) => (sign + text).split('\n'))];
}
