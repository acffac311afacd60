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

/** By the longest common subsequence of what is left between the lines that begin and end alike. */
function compare(a: readonly string[], b: readonly string[]): Line[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  const lengths = commonLengths(left, right);
  const middle: Line[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    if (i < left.length && left[i] === right[j]) {
      middle.push({ sign: ' ', text: left[i++] ?? '' });
      j++;
    } else if (j >= right.length || (i < left.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      middle.push({ sign: '-', text: left[i++] ?? '' });
    } else {
      middle.push({ sign: '+', text: right[j++] ?? '' });
    }
  }
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: ' ', text }));
  return [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
}

/** `[i][j]`: how many lines what follows i and what follows j have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const below = lengths[i + 1] ?? [];
      const row = lengths[i] ?? [];
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
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
