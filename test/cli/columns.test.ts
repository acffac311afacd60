import { expect, test } from 'vitest';
import { columnsOf } from '../../src/cli/columns.js';

const write = (): void => undefined;

test.each<readonly [columns: number | undefined, where: string, stream: object, env: Record<string, string>]>([
  [120, 'a terminal', { isTTY: true, columns: 120 }, {}],
  [undefined, 'a pipe', {}, {}],
  [undefined, 'a pipe, whatever COLUMNS says', {}, { COLUMNS: '60' }],
  [60, 'a terminal when COLUMNS says so', { isTTY: true, columns: 120 }, { COLUMNS: '60' }],
  [120, 'a terminal when COLUMNS is no width', { isTTY: true, columns: 120 }, { COLUMNS: '0' }],
  [120, 'a terminal when COLUMNS is empty', { isTTY: true, columns: 120 }, { COLUMNS: '' }],
  [80, 'a terminal of which the system knows no size', { isTTY: true, columns: 0 }, {}],
  [80, 'a terminal that does not say', { isTTY: true }, {}],
])('text is laid out for %j columns in %s', (columns, _where, stream, env) => {
  expect(columnsOf({ write, ...stream }, env)).toBe(columns);
});
