import { isHash } from './hash.js';
import type { LedgerState } from './state.js';

/**
 * Whether a value is what a ledger holds. The checksum tells of chance; this of a ledger that was written by something
 * else, which must not make the gate fall over.
 */
export function isLedgerState(value: unknown): value is LedgerState {
  return (
    isRecord(value) &&
    (value['head'] === null || typeof value['head'] === 'string') &&
    typeof value['headSeen'] === 'number' &&
    isListOf(value['roots'], isText) &&
    isRecordOf(value['files'], isEntry) &&
    isRecordOf(value['folders'], (folder) => isLook(folder['look']) && isListOf(folder['names'], isText)) &&
    isRecordOf(value['guards'], isGuardEntry) &&
    isRecordOf(value['sessions'], (session) => typeof session['started'] === 'number')
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isEntry(entry: Fields): boolean {
  const { base, expected, mentioned } = entry;
  return (
    isGuardEntry(entry) &&
    (base === undefined || (isRecord(base) && isText(base['session']) && isContent(base['content']))) &&
    (expected === undefined || isListOf(expected, isExpected)) &&
    (mentioned === undefined || isListOf(mentioned, isText))
  );
}

function isGuardEntry({ accepted, look, refused }: Fields): boolean {
  return isContent(accepted) && (look === undefined || isLook(look)) && (refused === undefined || isContent(refused));
}

function isExpected(value: unknown): boolean {
  return isRecord(value) && isContent(value['from']) && isHash(value['to']);
}

function isContent(value: unknown): boolean {
  return value === null || isHash(value);
}

function isLook(value: unknown): boolean {
  return isListOf(value, (part) => typeof part === 'number') && (value as unknown[]).length === 4;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecordOf(value: unknown, isMember: (member: Fields) => boolean): boolean {
  if (!isRecord(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (!isRecord(member) || !isMember(member)) return false;
  }
  return true;
}
