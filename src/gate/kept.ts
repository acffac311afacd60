import { type ParseError, parse } from 'jsonc-parser';
import { isObject } from './payload.js';
import type { Guarded } from './protected.js';
import { callsGate } from './wiring/hooks.js';

/**
 * Whether a guarded file still is what it must be: the same text, or settings with all the entries that they had.
 *
 * @param before its text, `undefined` where there was no file; `after` likewise
 */
export function isKept({ isSettings }: Guarded, before: string | undefined, after: string | undefined): boolean {
  if (!isSettings) return before === after;
  const now = new Set(entriesIn(after));
  return entriesIn(before).every((entry) => now.has(entry));
}

const SWITCHED_ON = 'hooks run';

/** Of the client's settings: each hook that calls stategate, and that hooks run at all. */
function entriesIn(text: string | undefined): string[] {
  if (text === undefined || text.trim() === '') return [SWITCHED_ON];
  const errors: ParseError[] = [];
  const settings: unknown = parse(text, errors, { allowTrailingComma: true });
  // Of settings that it cannot read the client takes nothing.
  if (errors.length > 0 || !isObject(settings)) return [];
  const entries = settings['disableAllHooks'] === true ? [] : [SWITCHED_ON];
  const events = settings['hooks'];
  for (const [event, groups] of isObject(events) ? Object.entries(events) : []) {
    for (const group of listOf(groups)) {
      if (!isObject(group)) continue;
      for (const hook of listOf(group['hooks'])) {
        const words = JSON.stringify(hook);
        if (callsGate(hook) || /stategate/iu.test(words))
          entries.push(JSON.stringify([event, group['matcher'], words]));
      }
    }
  }
  return entries;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
