import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median, run } from '../measure.js';
import { generateSession } from '../session.js';
import { count, type Figure, printTable } from '../table.js';
import type { Bench } from './part.js';

const SESSIONS = 2_500;
/** Out of range, as there are no more than four: a finding each. */
const WRONG_CHECKPOINTS = [901, 902, 903, 904];
const FINDINGS = SESSIONS * WRONG_CHECKPOINTS.length;

interface Opening {
  readonly opened: number;
  readonly searched?: number;
}

/** The page of ten thousand findings in a browser, beside a page that has the same words and nothing else. */
export async function measureHtml({ cli, scratch, quick }: Bench): Promise<Figure[]> {
  const root = path.join(scratch, 'wrong-tree');
  for (let index = 0; index < SESSIONS; index += 1) writeWrongSession(root, index);
  const [page, floor, text] = ['page.html', 'floor.html', 'page.txt'].map((name) => path.join(scratch, name)) as [
    string,
    string,
    string,
  ];
  await run(
    {
      program: process.execPath,
      args: [cli, 'check', '--format', `html:${page}`, '--format', `pretty:${text}`, '--format', 'agent'],
      cwd: root,
      code: 1,
      proof: (output) => output.includes(`): ${FINDINGS} errors, 0 warnings`),
    },
    scratch,
  );
  const found = readFileSync(page, 'utf8').split('<li class="f ').length - 1;
  const words = readFileSync(text, 'utf8').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  writeFileSync(floor, `<!doctype html><meta charset="utf-8"><title>floor</title><pre>${words}</pre>`);

  const program = path.join(import.meta.dirname, '../open-page.mjs');
  const output = execFileSync(process.execPath, [program, quick ? '3' : '9', page, floor], { encoding: 'utf8' });
  const [ours, bare] = JSON.parse(output) as [Opening[], Opening[]];
  const opened = median(ours.map((time) => time.opened));
  const searched = median(ours.map((time) => time.searched ?? NaN));
  const least = median(bare.map((time) => time.opened));
  console.log(`\n${count(found)} findings in Chromium:\n`);
  const range = (all: readonly Opening[]): string =>
    `${Math.min(...all.map((time) => time.opened)).toFixed(0)} to ${Math.max(...all.map((time) => time.opened)).toFixed(0)} ms`;
  printTable(
    ['', 'opened', 'range', 'size'],
    [
      ['the report html', `${opened.toFixed(0)} ms`, range(ours), `${count(readFileSync(page).length / 2 ** 10)} KB`],
      [
        'floor: its words in one <pre>',
        `${least.toFixed(0)} ms`,
        range(bare),
        `${count(readFileSync(floor).length / 2 ** 10)} KB`,
      ],
    ],
  );
  return [
    {
      what: `html, ${count(found)} findings: until it is loaded and painted`,
      value: opened,
      unit: ' ms',
      target: 1000,
    },
    { what: 'html: its words in one <pre>, until loaded and painted', value: least, unit: ' ms' },
    { what: 'html: from a word typed into the search to the next picture', value: searched, unit: ' ms' },
  ];
}

function writeWrongSession(root: string, index: number): void {
  const { id, state } = generateSession(index);
  const folder = path.join(root, 'agents/sessions', id);
  mkdirSync(folder, { recursive: true });
  const wrong = {
    ...state,
    // What these name is not there, and would be told as well.
    artifacts: undefined,
    commits: [],
    build_progress: { ...state.build_progress, checkpoints_total: 4, checkpoints_completed: WRONG_CHECKPOINTS },
  };
  writeFileSync(path.join(folder, 'state.json'), `${JSON.stringify(wrong, null, 2)}\n`);
}
