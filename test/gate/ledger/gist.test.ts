import { readFileSync, symlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Gist, gistOf } from '../../../src/gate/ledger/gist.js';
import { type Ledger, openLedger } from '../../../src/gate/ledger/ledger.js';
import { type Entry, emptyState, type LedgerState } from '../../../src/gate/ledger/state.js';
import { temporaryFolder } from '../../workspace/temporary-folder.js';

const NOTHING: Gist = { guards: {}, refused: {} };

const hash = fc.option(
  fc.string({
    unit: fc.constantFrom(...Array.from({ length: 16 }, (_, digit) => digit.toString(16))),
    minLength: 64,
    maxLength: 64,
  }),
);
const name = fc.string({ unit: 'binary', maxLength: 40 });
const entry = fc.record({ accepted: hash, refused: hash, mentioned: fc.array(name) }, { requiredKeys: ['accepted'] });
const guard = fc.record({ accepted: hash, refused: hash }, { requiredKeys: ['accepted'] });
const state: fc.Arbitrary<LedgerState> = fc
  .record({ files: fc.dictionary(name, entry), guards: fc.dictionary(name, guard) })
  .map((parts) => ({ ...emptyState(), ...parts }));

interface Opened {
  readonly ledger: Ledger;
  readonly file: string;
}

async function ledgerWith(part: Partial<LedgerState>): Promise<Opened> {
  const folder = path.join(temporaryFolder(), 'stategate');
  const ledger = openLedger(folder);
  await ledger.update((known) => void Object.assign(known, part));
  return { ledger, file: path.join(folder, 'ledger.json') };
}

const FILES: Record<string, Entry> = {
  'agents/sessions/a/state.json': { accepted: 'a'.repeat(64), refused: 'b'.repeat(64), mentioned: ['x'] },
  'agents/sessions/a/plan.json': { accepted: 'c'.repeat(64), refused: null },
  'agents/sessions/b/state.json': { accepted: 'd'.repeat(64) },
};

test('it has the guarded files, and those that were refused', async () => {
  const guards = { '/p/stategate.config.json': { accepted: null, look: [1, 2, 3, 4] as const } };
  const { ledger } = await ledgerWith({ files: FILES, guards });
  expect(ledger.gist()).toEqual({
    guards,
    refused: {
      'agents/sessions/a/state.json': { accepted: 'a'.repeat(64), refused: 'b'.repeat(64) },
      'agents/sessions/a/plan.json': { accepted: 'c'.repeat(64), refused: null },
    },
  });
});

test('it says the same as the state, whatever that holds', async () => {
  const { ledger } = await ledgerWith({});
  await fc.assert(
    fc.asyncProperty(state, async (next) => {
      await ledger.update((known) => void Object.assign(known, next));
      expect(ledger.gist()).toEqual(gistOf(ledger.read().state));
    }),
  );
});

test('it says the same where more was refused than the first bytes hold', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [
      `agents/sessions/${index}/state.json`,
      { accepted: null, refused: '1' },
    ]),
  );
  const { ledger } = await ledgerWith({ files });
  expect(Object.keys(ledger.gist().refused)).toHaveLength(500);
});

test('there is nothing in it while there is no ledger', () => {
  expect(openLedger(path.join(temporaryFolder(), 'stategate')).gist()).toEqual(NOTHING);
});

test('with any other byte in its line it is not believed, and the ledger is damaged', async () => {
  const { ledger, file } = await ledgerWith({ files: FILES });
  const whole = readFileSync(file);
  const end = whole.indexOf('\n');
  for (let at = 0; at <= end; at += 1) {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(whole.readUInt8(at) ^ 1, at);
    writeFileSync(file, bytes);
    // Of its line the checksum of the state is the one part that says nothing of the gist.
    if (at < 25 || at > 32) expect(ledger.gist(), `byte ${at}`).toEqual(NOTHING);
    expect(ledger.read().damaged, `byte ${at}`).toBeDefined();
  }
});

test.each<readonly [what: string, damage: (file: string) => void]>([
  [
    'has lost its end',
    (file) => {
      truncateSync(file, readFileSync(file).length - 1);
    },
  ],
  [
    'has something after its end',
    (file) => {
      writeFileSync(file, 'x', { flag: 'a' });
    },
  ],
  [
    'is empty',
    (file) => {
      truncateSync(file, 0);
    },
  ],
  [
    'is a link',
    (file) => {
      const elsewhere = `${file}.elsewhere`;
      writeFileSync(elsewhere, readFileSync(file));
      rmSync(file);
      symlinkSync(elsewhere, file);
    },
  ],
])('there is nothing in it when the ledger %s', async (_what, damage) => {
  const { ledger, file } = await ledgerWith({ files: FILES });
  damage(file);
  expect(ledger.gist()).toEqual(NOTHING);
});
