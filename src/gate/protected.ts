import path from 'node:path';
import { isObject } from './payload.js';
import type { Project } from './project.js';

/** A file with which the gate could be switched off, and what of it is not the agent's to change. */
export interface Guarded {
  /** What the file is, in words that go on from its name. */
  readonly what: string;
  /** What must stay, taken from the file's text; `undefined` where there is no file. */
  readonly guardOf: (text: string | undefined) => Guard;
}

/** What must stay of a file: the whole text, or entries none of which may go. */
export type Guard = { readonly whole: string | undefined } | { readonly entries: readonly string[] };

const CONFIG = /^stategate\.config\.(?:json|[cm]?[jt]s)$/u;
const BASELINE = 'stategate-baseline.json';
const SETTINGS = /^settings(?:\.local)?\.json$/u;

const wholeOf = (text: string | undefined): Guard => ({ whole: text });

/** What is not the agent's to change of a file (absolute); `undefined` for all others. */
export function guardedAt(file: string, { ledger }: Project): Guarded | undefined {
  const name = path.basename(file);
  if (CONFIG.test(name)) return { what: "is stategate's configuration", guardOf: wholeOf };
  if (name === BASELINE) return { what: 'is the list of what stategate lets pass', guardOf: wholeOf };
  if (file === ledger || file.startsWith(ledger + path.sep)) return { what: "is stategate's memory", guardOf: wholeOf };
  if (SETTINGS.test(name) && path.basename(path.dirname(file)) === '.claude') {
    return { what: 'holds the hooks that stategate is called by', guardOf: (text) => ({ entries: entriesIn(text) }) };
  }
  return undefined;
}

/** The guarded files of a tree that are looked at whatever tool was used. */
export function guardedFiles({ root }: Project, home: string | undefined): string[] {
  const settings = ['settings.json', 'settings.local.json'].map((name) => path.join(root, '.claude', name));
  const own = ['stategate.config.json', BASELINE].map((name) => path.join(root, name));
  return [...own, ...settings, ...(home === undefined ? [] : [path.join(home, '.claude', 'settings.json')])];
}

/** Whether a change leaves what must stay. */
export function isKept(before: Guard, after: Guard): boolean {
  if ('whole' in before || 'whole' in after) {
    return 'whole' in before && 'whole' in after && before.whole === after.whole;
  }
  return before.entries.every((entry) => after.entries.includes(entry));
}

const SWITCHED_ON = 'hooks run';

/** Of the client's settings: each hook that calls stategate, and that hooks run at all. */
function entriesIn(text: string | undefined): string[] {
  const settings = parsed(text);
  // Of settings that it cannot read the client takes nothing.
  if (!isObject(settings)) return text === undefined || text.trim() === '' ? [SWITCHED_ON] : [];
  const entries = settings['disableAllHooks'] === true ? [] : [SWITCHED_ON];
  const events = settings['hooks'];
  for (const [event, groups] of isObject(events) ? Object.entries(events) : []) {
    for (const group of listOf(groups)) {
      if (!isObject(group)) continue;
      for (const hook of listOf(group['hooks'])) {
        const text = JSON.stringify(hook);
        if (/stategate/iu.test(text)) entries.push(JSON.stringify([event, group['matcher'] ?? '', text]));
      }
    }
  }
  return entries;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
