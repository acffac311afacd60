import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Ledger, openLedger } from '../../../src/gate/ledger/ledger.js';
import { sweep } from '../../../src/gate/ledger/sweep.js';
import { temporaryFolder } from '../../workspace/temporary-folder.js';

const MINUTE = 60_000;
const LONG_AGO = Date.now() / 1000 - 24 * 60 * 60;

/** Has every part of a ledger swept, one after the other as in the past hours. */
function sweepAll(folder: string, ledger: Ledger): void {
  for (let part = 2; part < 18; part += 1) sweep(folder, ledger.read().state, Date.now() - part * 10 * MINUTE);
}

function age(folder: string, hash: string): void {
  utimesSync(path.join(folder, 'objects', hash.slice(0, 2), hash.slice(2)), LONG_AGO, LONG_AGO);
}

test('contents that were not used for long and that no entry names are removed, and no others', async () => {
  const folder = temporaryFolder();
  const ledger = openLedger(folder);
  const hashes = Array.from({ length: 40 }, (_, n) => ledger.keep(Buffer.from(`content ${n}`)));
  const [accepted, refused, base, from, to, guard, again, ...others] = hashes as [
    ...[string, string, string, string, string, string, string],
    ...string[],
  ];
  await ledger.update((state) => {
    state.files['agents/a.json'] = { accepted, refused, base: { session: 's', content: base } };
    state.files['agents/b.json'] = { accepted: null, expected: [{ from, to }] };
    state.guards['/c'] = { accepted: guard };
  });
  for (const hash of hashes) age(folder, hash);
  // Somebody is about to name it.
  ledger.keep(Buffer.from('content 6'));
  sweepAll(folder, ledger);
  const kept = (hash: string): boolean => ledger.content(hash) !== undefined;
  const named = [accepted, refused, base, from, to, guard, again];
  expect(named.filter(kept)).toEqual(named);
  expect(others.filter(kept)).toEqual([]);
});

test('what killed processes left is removed once it is old', () => {
  const folder = temporaryFolder();
  for (const name of ['tmp-1-old', 'tmp-1-new', 'mine']) writeFileSync(path.join(folder, name), '');
  mkdirSync(path.join(folder, 'lock-1-old'));
  for (const name of ['tmp-1-old', 'lock-1-old', 'mine']) utimesSync(path.join(folder, name), LONG_AGO, LONG_AGO);
  sweepAll(folder, openLedger(folder));
  expect(readdirSync(folder).sort()).toEqual(['mine', 'swept', 'tmp-1-new']);
});

test('that is done at the first update, and then not for ten minutes', async () => {
  const folder = temporaryFolder();
  const ledger = openLedger(folder);
  const left = path.join(folder, 'tmp-1-left');
  const updateWithOneLeft = async (): Promise<boolean> => {
    writeFileSync(left, '');
    utimesSync(left, LONG_AGO, LONG_AGO);
    await ledger.update((state) => (state.headSeen += 1));
    return existsSync(left);
  };
  expect(await updateWithOneLeft()).toBe(false);
  expect(await updateWithOneLeft()).toBe(true);
  utimesSync(path.join(folder, 'swept'), LONG_AGO, LONG_AGO);
  expect(await updateWithOneLeft()).toBe(false);
});
