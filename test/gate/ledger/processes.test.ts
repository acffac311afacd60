import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLedger } from '../../../src/gate/ledger/ledger.js';
import { temporaryFolder } from '../../workspace/temporary-folder.js';
import { programOf } from './processes.js';

const WRITERS = 8;

/** Adds to a number that all share, and keeps a content of its own each time; prints each number it has reached. */
const COUNTS = `
const [name, times] = args;
for (let turn = 1; turn <= Number(times); turn += 1) {
  const hash = ledger.keep(Buffer.from(name + ' ' + turn));
  await ledger.update(async (state) => {
    const { headSeen } = state;
    // Room for others to come between, if they could.
    await null;
    state.headSeen = headSeen + 1;
    state.files['agents/' + name + '/' + turn % 5] = { accepted: hash };
  }, 50_000);
  fs.writeSync(1, turn + '\\n');
}
`;

function lockOf(folder: string): string[] {
  return readdirSync(path.join(folder, 'lock'));
}

describe('many processes at once', () => {
  test('lose no update', async () => {
    const folder = path.join(temporaryFolder(), 'stategate');
    const program = await programOf(COUNTS);
    const turns = 200;
    const writers = Array.from({ length: WRITERS }, (_, writer) => program.start([folder, `w${writer}`, `${turns}`]));
    const ends = await Promise.all(writers.map(({ ended }) => ended));
    expect(ends.map(({ how, stderr }) => ({ how, stderr }))).toEqual(ends.map(() => ({ how: 0, stderr: '' })));
    const ledger = openLedger(folder);
    const { state, damaged } = ledger.read();
    expect({ damaged, count: state.headSeen }).toEqual({ damaged: undefined, count: WRITERS * turns });
    const contents = Object.values(state.files).map(({ accepted }) => String(ledger.content(String(accepted))));
    const last = [196, 197, 198, 199, 200];
    expect(contents.sort()).toEqual(
      Array.from({ length: WRITERS }, (_, writer) => last.map((turn) => `w${writer} ${turn}`)).flat(),
    );
    expect(lockOf(folder)).toEqual(['free']);
    expect(readdirSync(folder).sort()).toEqual(['ledger.json', 'lock', 'objects', 'swept']);
  });

  test('that are killed at any moment lose nothing that they said was written, and leave no lock behind', async () => {
    const folder = path.join(temporaryFolder(), 'stategate');
    const program = await programOf(COUNTS);
    let said = 0;
    let killed = 0;
    for (let round = 0; round < 15; round += 1) {
      const writers = [0, 1, 2].map((writer) => program.start([folder, `w${writer}`, '100000']));
      // Once all are at it, after as many further updates as chance will have.
      await Promise.all(writers.map(({ child }) => once(child.stdout, 'data')));
      for (let left = Math.floor(Math.random() * 4); left > 0; left -= 1) await once(writers[0]!.child.stdout, 'data');
      for (const { child } of writers) child.kill('SIGKILL');
      const ends = await Promise.all(writers.map(({ ended }) => ended));
      killed += ends.filter(({ how }) => how === 'SIGKILL').length;
      said += ends.reduce((sum, { stdout }) => sum + stdout.split('\n').length - 1, 0);

      const ledger = openLedger(folder);
      const { state, damaged, isNew } = ledger.read();
      expect({ damaged, isNew }).toEqual({ damaged: undefined, isNew: false });
      // A process may have been killed after it wrote and before it said so.
      expect(state.headSeen).toBeGreaterThanOrEqual(said);
      expect(state.headSeen).toBeLessThanOrEqual(said + killed);
      for (const { accepted } of Object.values(state.files)) expect(ledger.content(String(accepted))).toBeDefined();
      // Well under the time after which a lock counts as forgotten.
      await ledger.update((now) => (now.head = `${round}`), 5000);
      expect(lockOf(folder)).toEqual(['free']);
    }
    expect(killed).toBe(45);
  });

  test('go on when the folder is removed under their hands, again and again', async () => {
    const folder = path.join(temporaryFolder(), 'stategate');
    const program = await programOf(COUNTS);
    const writers = [0, 1, 2, 3].map((writer) => program.start([folder, `w${writer}`, '60']));
    let removed = 0;
    for (const { child } of writers) {
      child.stdout.on('data', () => {
        try {
          rmSync(folder, { recursive: true, force: true });
          removed += 1;
        } catch {
          // Somebody put something into a folder that was just emptied.
        }
      });
    }
    const ends = await Promise.all(writers.map(({ ended }) => ended));
    expect(ends.map(({ how, stderr }) => ({ how, stderr }))).toEqual(ends.map(() => ({ how: 0, stderr: '' })));
    expect(removed).toBeGreaterThan(5);
    await openLedger(folder).update((state) => (state.head = 'whole'));
    expect(openLedger(folder).read()).toMatchObject({ isNew: false, state: { head: 'whole' } });
  });
});

describe('the lock', () => {
  test('is taken over by one alone of many who find its holder killed', async () => {
    const folder = path.join(temporaryFolder(), 'lock');
    const dies = await programOf(`await lock(folder, 1000); process.kill(process.pid, 'SIGKILL');`);
    // Who gets in makes a file that must not be there, and takes it away after a while.
    const enters = await programOf(`
      for (let turn = 0; turn < 20; turn += 1) {
        const held = await lock(folder, 30_000);
        const fd = fs.openSync(folder + '-inside', 'wx');
        fs.closeSync(fd);
        await new Promise(setImmediate);
        fs.unlinkSync(folder + '-inside');
        if (turn < 19) held.release();
      }
      process.kill(process.pid, 'SIGKILL');
    `);
    expect((await dies.start([folder]).ended).how).toBe('SIGKILL');
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^held_\d+_/u)]);
    const ends = await Promise.all(Array.from({ length: WRITERS }, () => enters.start([folder]).ended));
    expect(ends.map(({ how, stderr }) => ({ how, stderr }))).toEqual(ends.map(() => ({ how: 'SIGKILL', stderr: '' })));
  });

  test('is waited for as long as there is patience, while its holder lives', async () => {
    const folder = path.join(temporaryFolder(), 'stategate');
    const holds = await programOf(`
      await ledger.update(async () => { fs.writeSync(1, 'in'); await new Promise((resolve) => process.stdin.once('end', resolve).resume()); });
    `);
    const holder = holds.start([folder]);
    await once(holder.child.stdout, 'data');
    const ledger = openLedger(folder);
    await expect(ledger.update(() => 1, 50)).rejects.toThrow('is in use, and was not let go of in time');
    const waiting = ledger.update(() => 'in time', 30_000);
    holder.child.stdin.end();
    expect(await waiting).toBe('in time');
  });
});
