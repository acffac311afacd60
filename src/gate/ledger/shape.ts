import { emptyState, type LedgerState } from './state.js';

/**
 * Whether a value is a ledger's state as far as a glance tells: each of its parts is of the right sort. What is in them
 * the checksum vouches for; to go through all of it would take longer than to parse it.
 */
export function isLedgerState(value: unknown): value is LedgerState {
  if (sortOf(value) !== 'record') return false;
  const parts = value as Readonly<Record<string, unknown>>;
  return Object.entries(emptyState()).every(
    ([name, part]) => sortOf(parts[name]) === sortOf(part) || (name === 'head' && typeof parts[name] === 'string'),
  );
}

function sortOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'record' : typeof value;
}
