import {
  appendFileSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { readTree, type Tree } from '../support/lint-fixture.js';
import { writeTree } from '../support/tree.js';

/** What an edit is done to. */
export interface Spot {
  /** The tree that is checked. */
  readonly root: string;
  /** A folder of its own, where things can be put that are out of the way. */
  readonly beside: string;
  /** Where verdicts are kept. */
  readonly cache: string;
  /** Tells which file or folder, and what becomes of it. */
  readonly at: number;
  readonly how: number;
}

const TREE: Tree = Object.fromEntries(
  Object.entries({
    ...(await readTree('rules/state-agrees-with-plan/passes')),
    ...(await readTree('rules/timestamps-in-order/passes')),
    ...(await readTree('rules/cut-line/passes')),
  }).filter(([name]) => !name.startsWith('.spectre/')),
);

/** The plan of a session that has a state beside it. */
export const PLAN = 'agents/sessions/2026-03-04_export-to-csv_k3m9q2/plan.json';

/** Whatever is written, no time of modification ever changes. */
const ALWAYS = new Date('2026-04-01T00:00:00Z');

/** Writes healthy sessions, research and a log into a folder. */
export function writeSessions(root: string): void {
  writeTree(root, TREE);
  for (const name of Object.keys(TREE)) utimesSync(path.join(root, name), ALWAYS, ALWAYS);
}

/** In bytes: what a cache is known by. */
const BEGINNING = '{"stategate":'.length;

/** What can be done to a tree, and to the cache. */
export const edited = {
  'one digit becomes another'(spot: Spot) {
    onFile(spot, (file) => {
      const text = readFileSync(file, 'utf8');
      const digits = [...text.matchAll(/\d/gu)].map(({ index }) => index);
      const index = pick(digits, spot.how);
      if (index === undefined) return;
      write(
        file,
        text.slice(0, index) + String((Number(text[index]) + 1 + (spot.how % 8)) % 10) + text.slice(index + 1),
      );
    });
  },
  'two lines change places'(spot: Spot) {
    onFile(spot, (file) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      const [a, b] = [spot.how % lines.length, (spot.how * 7 + 3) % lines.length];
      [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
      write(file, lines.join('\n'));
    });
  },
  'the text is cut'(spot: Spot) {
    onFile(spot, (file) => {
      const text = readFileSync(file, 'utf8');
      write(file, text.slice(0, spot.how % (text.length + 1)));
    });
  },
  'the text grows'(spot: Spot) {
    onFile(spot, (file) => {
      write(file, `${readFileSync(file, 'utf8')}\n{"more":${spot.how}}\n`);
    });
  },
  'a file is written anew as it was'(spot: Spot) {
    onFile(spot, (file) => {
      const text = readFileSync(file);
      rmSync(file);
      write(file, text);
    });
  },
  'a file is touched'(spot: Spot) {
    onFile(spot, (file) => {
      utimesSync(file, ALWAYS, ALWAYS);
    });
  },
  'a file is as it was at first'({ root, at }: Spot) {
    const [name, content] = pick(Object.entries(TREE), at) ?? [];
    const file = path.join(root, String(name));
    if (existsSync(path.dirname(file)) && isPlain(file)) write(file, content as Uint8Array);
  },
  'a file is removed'(spot: Spot) {
    onFile(spot, (file) => {
      rmSync(file);
    });
  },
  'a file takes the place of another'(spot: Spot) {
    const files = filesIn(spot.root);
    const [from, to] = [pick(files, spot.at), pick(files, spot.how)];
    if (from !== undefined && to !== undefined) renameSync(from, to);
  },
  'two files change places'(spot: Spot) {
    const files = filesIn(spot.root);
    const [one, other] = [pick(files, spot.at), pick(files, spot.how)];
    if (one === undefined || other === undefined || one === other) return;
    const aside = path.join(spot.beside, 'aside');
    renameSync(one, aside);
    renameSync(other, one);
    renameSync(aside, other);
  },
  'notes are added'(spot: Spot) {
    onSession(spot, (session) => {
      const file = path.join(session, 'dev-notes.json');
      const id = path.basename(spot.how % 2 === 0 ? session : 'another');
      if (isPlain(file)) write(file, JSON.stringify({ session_id: id, notes: [] }));
    });
  },
  'prose comes, goes or changes'(spot: Spot) {
    onSession(spot, (session) => {
      const file = path.join(session, pick(['spec.md', 'plan.md'], spot.how) ?? '');
      if (existsSync(file) && spot.at % 3 === 0) rmSync(file);
      else if (isPlain(file))
        write(file, pick(['Prose.', '# Write rows', '# Write rows\n# Quote fields'], spot.at) ?? '');
    });
  },
  'a session comes from another'(spot: Spot) {
    onSession(spot, (session) => {
      const file = path.join(session, 'state.json');
      const names = globSync('*', { cwd: path.dirname(session) }).sort();
      const other = pick([...names, 'gone', `${path.basename(session)}0`], spot.how);
      if (!existsSync(file) || !isPlain(file)) return;
      write(
        file,
        readFileSync(file, 'utf8').replace(
          /"parent_session": (?:null|"[^"]*")/u,
          `"parent_session": "${String(other)}"`,
        ),
      );
    });
  },
  'a session is renamed'(spot: Spot) {
    onSession(spot, (session) => {
      renameSync(session, `${session}${spot.how % 10}`);
    });
  },
  'a session is removed'(spot: Spot) {
    onSession(spot, (session) => {
      rmSync(session, { recursive: true });
    });
  },
  'a session goes elsewhere, and a link leads there'(spot: Spot) {
    onSession(spot, (session) => {
      const elsewhere = path.join(spot.how % 2 === 0 ? spot.beside : spot.root, `moved-${spot.how}-${spot.at}`);
      if (existsSync(elsewhere)) return;
      renameSync(session, elsewhere);
      symlinkSync(elsewhere, session);
    });
  },
  'a file goes elsewhere, and a link leads there'(spot: Spot) {
    onFile(spot, (file) => {
      const elsewhere = path.join(spot.how % 2 === 0 ? spot.beside : spot.root, `moved-${spot.how}-${spot.at}`);
      if (existsSync(elsewhere)) return;
      renameSync(file, elsewhere);
      symlinkSync(elsewhere, file);
    });
  },
  'a folder takes the place of a file'(spot: Spot) {
    onFile(spot, (file) => {
      rmSync(file);
      mkdirSync(file);
    });
  },
  'the configuration changes'({ root, at, how }: Spot) {
    const severity = pick(['error', 'warning', 'info', 'off'], how);
    const rule = pick(['schema', 'timestamps-in-order', 'state-agrees-with-plan', 'syntax'], at);
    writeFileSync(path.join(root, 'stategate.config.json'), JSON.stringify({ rules: { [String(rule)]: severity } }));
  },
  'the configuration leaves files out'({ root, how }: Spot) {
    const ignores = [pick(['**/plan.json', '**/*t*', '.spectre/**', '**/research/**'], how)];
    writeFileSync(path.join(root, 'stategate.config.json'), JSON.stringify({ ignores }));
  },
  'the configuration goes away'({ root }: Spot) {
    rmSync(path.join(root, 'stategate.config.json'), { force: true });
  },
  'the cache is cut'({ cache, how }: Spot) {
    truncateSync(cache, how % (lstatSync(cache).size + 1));
  },
  'a byte of the cache is another'({ cache, how }: Spot) {
    const bytes = readFileSync(cache);
    // What does not begin as a cache is none, and is left alone.
    if (bytes.length <= BEGINNING) return;
    const at = BEGINNING + (how % (bytes.length - BEGINNING));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(cache, bytes);
  },
  'the cache grows'({ cache }: Spot) {
    if (lstatSync(cache).size >= BEGINNING) appendFileSync(cache, ' ');
  },
  'the cache is put aside'({ cache, beside }: Spot) {
    copyFileSync(cache, path.join(beside, 'older'));
  },
  'an older cache comes back'({ cache, beside }: Spot) {
    const older = path.join(beside, 'older');
    if (existsSync(older)) copyFileSync(older, cache);
  },
} as const satisfies Record<string, (spot: Spot) => void>;

export const EDITS = Object.keys(edited) as (keyof typeof edited)[];

function write(file: string, content: string | Uint8Array): void {
  writeFileSync(file, content);
  utimesSync(file, ALWAYS, ALWAYS);
}

function onFile({ root, at }: Spot, act: (file: string) => void): void {
  const file = pick(filesIn(root), at);
  if (file !== undefined) act(file);
}

function onSession({ root, at }: Spot, act: (session: string) => void): void {
  const session = pick(globSync('{agents,.spectre}/sessions/*', { cwd: root, absolute: true, dot: true }).sort(), at);
  if (session !== undefined && lstatSync(session).isDirectory()) act(session);
}

/** The plain files of a tree that hold state. */
function filesIn(root: string): string[] {
  return globSync('{agents,.spectre}/**/*.{json,jsonl}', { cwd: root, absolute: true, nodir: true, dot: true })
    .filter((file) => lstatSync(file).isFile())
    .sort();
}

/** Whether a plain file bears the name, or nothing does. */
function isPlain(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % list.length];
}
