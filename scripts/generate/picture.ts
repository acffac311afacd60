import { check } from '../../src/check/check.js';
import { format as pretty } from '../../src/report/pretty.js';
import type { Files } from './files.js';

const COLUMNS = 80;
const CHARACTER = 8.4;
const LINE = 19;
const MARGIN = 16;

/** The SGR codes that the pretty format uses → how they look, on a background that suits light and dark pages. */
const LOOK: Readonly<Record<string, string>> = {
  1: 'font-weight="bold"',
  2: 'opacity="0.65"',
  31: 'fill="#ff7b72"',
  32: 'fill="#7ee787"',
  33: 'fill="#e3b341"',
  34: 'fill="#79c0ff"',
};
/** Codes that end a look: what they end. */
const ENDS: Readonly<Record<string, readonly string[]>> = { 22: ['1', '2'], 39: ['31', '32', '33', '34'] };

interface Cell {
  character: string;
  look: string;
}

/** The picture of a terminal in README.md: what the demo tree's check prints today. */
export async function pictureFiles(root: string): Promise<Files> {
  const result = await check({ cwd: root, paths: ['fixtures/demo'], config: false });
  const output = [...(await pretty(result, { color: true, quiet: false, columns: COLUMNS }))].join('');
  const prompt = '\u001b[2m$\u001b[22m npx stategate check fixtures/demo\n\n';
  return new Map([['docs/demo.svg', draw(`${prompt}${output}`)]]);
}

function draw(text: string): string {
  const rows = text.trimEnd().split('\n').map(cellsOf);
  const width = COLUMNS * CHARACTER + 2 * MARGIN;
  const height = rows.length * LINE + 2 * MARGIN;
  const lines = rows.map((cells, row) => {
    const y = MARGIN + (row + 0.75) * LINE;
    return runs(cells)
      .map(({ from, text: run, look }) => {
        const x = (MARGIN + from * CHARACTER).toFixed(1);
        const length = (run.length * CHARACTER).toFixed(1);
        return `<text x="${x}" y="${y.toFixed(1)}" textLength="${length}" ${look}>${escaped(run)}</text>`;
      })
      .join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width.toFixed(0)}" height="${height.toFixed(0)}" role="img" aria-label="stategate check fixtures/demo in a terminal">`,
    '<rect width="100%" height="100%" rx="8" fill="#161b22"/>',
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">',
    ...lines.filter((line) => line !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A line of the output as a row of a terminal; colour does not outlast a line in this format. */
function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let active: string[] = [];
  // eslint-disable-next-line no-control-regex -- escape sequences are what this reads
  for (const [, code, character] of line.matchAll(/\u001b\[(\d+)m|(.)/gu)) {
    if (character !== undefined) cells.push({ character, look: active.map((one) => LOOK[one]).join(' ') });
    else if (code !== undefined && code in LOOK) active.push(code);
    else if (code !== undefined) active = active.filter((one) => !ENDS[code]?.includes(one));
  }
  if (cells.length > COLUMNS) throw new Error(`a line of the demo is wider than ${String(COLUMNS)} columns`);
  return cells;
}

/** Neighbouring cells of one look together; white space around them is left to the positions. */
function runs(cells: readonly Cell[]): { from: number; text: string; look: string }[] {
  const result: { from: number; text: string; look: string }[] = [];
  for (const [index, { character, look }] of cells.entries()) {
    const last = result.at(-1);
    if (last?.look === look) last.text += character;
    else result.push({ from: index, text: character, look });
  }
  return result
    .filter(({ text }) => text.trim() !== '')
    .map(({ from, text, look }) => ({ from: from + text.search(/\S/u), text: text.trim(), look }));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
