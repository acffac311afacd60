import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ledger, openLedger } from '../../../src/gate/ledger/ledger.js';
import { emptyState } from '../../../src/gate/ledger/state.js';
import { temporaryFolder } from '../../workspace/temporary-folder.js';
import { programOf } from './processes.js';

interface Opened {
  readonly ledger: Ledger;
  readonly folder: string;
  readonly file: string;
}

function newLedger(): Opened {
  const folder = path.join(temporaryFolder(), 'stategate');
  return { ledger: openLedger(folder), folder, file: path.join(folder, 'ledger.json') };
}

/** One that remembers something. */
async function usedLedger(): Promise<Opened & { readonly hash: string }> {
  const opened = newLedger();
  const hash = opened.ledger.keep(Buffer.from('{"a":1}'));
  await opened.ledger.update((state) => (state.files['agents/a.json'] = { accepted: hash }));
  return { ...opened, hash };
}

function objectFile(folder: string, hash: string): string {
  return path.join(folder, 'objects', hash.slice(0, 2), hash.slice(2));
}

function folderInstead(file: string): void {
  rmSync(file);
  mkdirSync(file);
  writeFileSync(path.join(file, 'x'), '');
}

function pipeInstead(file: string): void {
  rmSync(file);
  execFileSync('mkfifo', [file]);
}

function linkInstead(target: string): (file: string) => void {
  return (file) => {
    rmSync(file);
    symlinkSync(target, file);
  };
}

describe('the state', () => {
  test('of a folder that is not there is empty, and to read it makes no folder', () => {
    const { ledger, folder } = newLedger();
    expect(ledger.read()).toEqual({ state: emptyState(), isNew: true });
    expect(existsSync(folder)).toBe(false);
  });

  test('is read as it was written, by whoever opens the folder', async () => {
    const { ledger, folder } = newLedger();
    const hash = ledger.keep(Buffer.from('x'));
    const state = {
      head: 'f'.repeat(40),
      headSeen: 1_772_614_800_000,
      roots: ['agents'],
      files: {
        'agents/sessions/ü\u2028"\ud800/state.json': {
          accepted: hash,
          look: [1, 1_763_844_623_123.25, 1_763_844_623_123.75, 2 ** 40] as const,
          refused: null,
          base: { session: 's', content: null },
          expected: [{ from: null, to: hash }],
          mentioned: ['f'],
        },
      },
      folders: { agents: { look: [1, 2, 3, 4] as const, names: ['sessions'] } },
      guards: { '/p/stategate.config.json': { accepted: null } },
      sessions: { s: { started: 1 } },
    };
    const given = await ledger.update((now) => {
      Object.assign(now, state);
      return 'given';
    });
    expect(given).toBe('given');
    expect(openLedger(folder).read()).toEqual({ state, isNew: false });
  });

  test('is not written when it did not change', async () => {
    const { ledger, file } = await usedLedger();
    const before = statSync(file);
    await ledger.update((state) => {
      state.headSeen += 1;
      state.headSeen -= 1;
    });
    const { ino, mtimeMs } = statSync(file);
    expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  test('stays as it was, and the lock free, when the change fails', async () => {
    const { ledger, folder } = await usedLedger();
    const before = ledger.read();
    const failing = ledger.update((state) => {
      state.files = {};
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(new RangeError('no'));
    expect(ledger.read()).toEqual(before);
    expect(readdirSync(path.join(folder, 'lock'))).toEqual(['free']);
  });

  test('counts all updates that are under way in one process', async () => {
    const { ledger } = newLedger();
    await Promise.all(
      Array.from({ length: 50 }, () =>
        ledger.update(async (state) => {
          const { headSeen } = state;
          await Promise.resolve();
          state.headSeen = headSeen + 1;
        }, 30_000),
      ),
    );
    expect(ledger.read().state.headSeen).toBe(50);
  });

  test('is changed anew when somebody took over the lock meanwhile', async () => {
    const { ledger, folder } = await usedLedger();
    const lock = path.join(folder, 'lock');
    const seen: number[] = [];
    await ledger.update(async (state) => {
      seen.push(state.headSeen);
      state.headSeen += 1;
      if (seen.length > 1) return;
      // As if this had been going on for longer than anybody waits.
      const [name = ''] = readdirSync(lock);
      renameSync(path.join(lock, name), path.join(lock, name.replace(/_\d{13}_/u, '_1000000000000_')));
      await openLedger(folder).update((other) => (other.headSeen = 10));
    });
    expect(seen).toEqual([0, 10]);
    expect(ledger.read().state.headSeen).toBe(11);
    expect(readdirSync(lock)).toEqual(['free']);
  });
});

describe('a damaged ledger is said to be so, set aside, and begun anew', () => {
  test.each<readonly [what: string, damage: (file: string) => void, words: string]>([
    [
      'empty',
      (file) => {
        truncateSync(file, 0);
      },
      'it is empty',
    ],
    [
      'cut off at its end',
      (file) => {
        truncateSync(file, statSync(file).size - 1);
      },
      'its end is missing',
    ],
    [
      'cut off in the middle',
      (file) => {
        truncateSync(file, 150);
      },
      'its end is missing',
    ],
    [
      'cut off at its beginning',
      (file) => {
        truncateSync(file, 20);
      },
      'it is not what stategate writes',
    ],
    [
      'no JSON',
      (file) => {
        writeFileSync(file, 'state: none');
      },
      'it is not what stategate writes',
    ],
    [
      'another JSON',
      (file) => {
        writeFileSync(file, '{"files":{}}\n');
      },
      'it is not what stategate writes',
    ],
    [
      'changed by hand',
      (file) => {
        writeFileSync(file, readFileSync(file, 'utf8').replace('a.json', 'b.json'));
      },
      'its checksum is wrong',
    ],
    [
      'of another version',
      (file) => {
        writeFileSync(file, readFileSync(file, 'utf8').replace('"version":2', '"version":27'));
      },
      'it is of version 27; this stategate knows 2',
    ],
    [
      'of zeros',
      (file) => {
        writeFileSync(file, Buffer.alloc(5000));
      },
      'it is not what stategate writes',
    ],
    ['a folder', folderInstead, 'it is a folder'],
    ['a pipe', pipeInstead, 'it is no file'],
    ['a link to nothing', linkInstead('nowhere'), 'it is a symbolic link'],
    ['a link to itself', linkInstead('ledger.json'), 'it is a symbolic link'],
  ])('%s', async (_what, damage, words) => {
    const { ledger, folder, file } = await usedLedger();
    damage(file);
    const damaged = `the ledger ${file} is damaged: ${words}`;
    expect(ledger.read()).toEqual({ state: emptyState(), isNew: false, damaged });
    // To read changes nothing: only who has the lock knows that nobody has mended it meanwhile.
    expect(readdirSync(folder)).not.toContain('ledger.damaged-1');
    await ledger.update((state, snapshot) => {
      expect(snapshot.damaged).toBe(damaged);
      state.headSeen = 7;
    });
    expect(ledger.read()).toEqual({ state: { ...emptyState(), headSeen: 7 }, isNew: false });
    expect(readdirSync(folder).sort()).toEqual(['ledger.damaged-1', 'ledger.json', 'lock', 'objects', 'swept']);
  });

  test('each byte of it counts', async () => {
    const { ledger, file } = await usedLedger();
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(whole.readUInt8(at) ^ 1, at);
      writeFileSync(file, bytes);
      expect(ledger.read().damaged, `byte ${at}`).toBeDefined();
    }
  });

  test('however often it happens, a few are kept', async () => {
    const { ledger, folder, file } = await usedLedger();
    for (let round = 0; round < 15; round += 1) {
      writeFileSync(file, `round ${round}`);
      await ledger.update((state) => (state.headSeen = round));
    }
    const kept = readdirSync(folder).filter((name) => name.includes('damaged'));
    expect(kept).toHaveLength(9);
    expect(readFileSync(path.join(folder, 'ledger.damaged-9'), 'utf8')).toBe('round 14');
  });
});

describe('links are not followed', () => {
  test('in the place of the ledger: what they lead to stays', async () => {
    const { ledger, file } = await usedLedger();
    const elsewhere = path.join(temporaryFolder(), 'precious.json');
    writeFileSync(elsewhere, 'precious');
    rmSync(file);
    symlinkSync(elsewhere, file);
    await ledger.update((state) => (state.headSeen = 1));
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
    expect(lstatSync(file).isFile()).toBe(true);
  });

  test('even to a ledger that is in order', async () => {
    const { ledger, file } = await usedLedger();
    const other = await usedLedger();
    rmSync(file);
    symlinkSync(other.file, file);
    expect(ledger.read().damaged).toContain('it is a symbolic link');
  });

  test('in the place of the folder: nothing is written to where it leads, and it is set aside', async () => {
    const { ledger, folder } = newLedger();
    const other = await usedLedger();
    const before = readFileSync(other.file, 'utf8');
    symlinkSync(other.folder, folder);
    expect(ledger.read().damaged).toContain('its folder is a link or a file');
    const hash = ledger.keep(Buffer.from('new'));
    await ledger.update((state) => (state.headSeen = 1));
    expect(readFileSync(other.file, 'utf8')).toBe(before);
    expect(other.ledger.content(hash)).toBeUndefined();
    expect(lstatSync(folder).isDirectory()).toBe(true);
    expect(readlinkSync(`${folder}.damaged-1`)).toBe(other.folder);
  });

  test.each(['objects', 'objects/ab', 'lock'])('in the place of %s', async (name) => {
    const { ledger, folder } = await usedLedger();
    const elsewhere = temporaryFolder();
    writeFileSync(path.join(elsewhere, 'free'), '');
    const place = path.join(folder, name);
    rmSync(place, { recursive: true, force: true });
    symlinkSync(elsewhere, place);
    // SHA-256 of this text begins with "ab".
    const hash = ledger.keep(Buffer.from('content 705'));
    expect(hash.slice(0, 2)).toBe('ab');
    await ledger.update((state) => (state.headSeen = 1));
    expect(readdirSync(elsewhere)).toEqual(['free']);
    expect(lstatSync(place).isDirectory()).toBe(true);
    expect(String(ledger.content(hash))).toBe('content 705');
  });

  test('in the place of a content', async () => {
    const { ledger, folder, hash } = await usedLedger();
    const elsewhere = path.join(temporaryFolder(), 'x');
    writeFileSync(elsewhere, '{"a":1}');
    rmSync(objectFile(folder, hash));
    symlinkSync(elsewhere, objectFile(folder, hash));
    expect(ledger.content(hash)).toBeUndefined();
    expect(ledger.keep(Buffer.from('{"a":1}'))).toBe(hash);
    expect(lstatSync(objectFile(folder, hash)).isFile()).toBe(true);
    expect(readFileSync(elsewhere, 'utf8')).toBe('{"a":1}');
  });
});

describe('what else stands in the way is got over', () => {
  test.each<readonly [what: string, plant: (lock: string) => void]>([
    [
      'a file in the place of the lock',
      (lock) => {
        rmSync(lock, { recursive: true });
        writeFileSync(lock, '');
      },
    ],
    [
      'a lock without its file',
      (lock) => {
        rmSync(path.join(lock, 'free'));
      },
    ],
    [
      'something strange in the lock',
      (lock) => {
        renameSync(path.join(lock, 'free'), path.join(lock, 'x'));
        mkdirSync(path.join(lock, 'y'));
      },
    ],
    [
      'a lock twice',
      (lock) => {
        writeFileSync(path.join(lock, 'held_1__elsewhere_1_x'), '');
      },
    ],
    [
      'a lock of a process in another container, and of long ago',
      (lock) => {
        renameSync(path.join(lock, 'free'), path.join(lock, 'held_1_1_0.0_1000000000000_1-x'));
      },
    ],
    [
      'a lock of a time to come',
      (lock) => {
        renameSync(path.join(lock, 'free'), path.join(lock, `held_1_1_0.0_${Date.now() + 3_600_000}_1-x`));
      },
    ],
  ])('%s', async (_what, plant) => {
    const { ledger, folder } = await usedLedger();
    plant(path.join(folder, 'lock'));
    await ledger.update((state) => (state.headSeen = 1));
    expect(ledger.read().state.headSeen).toBe(1);
    expect(readdirSync(path.join(folder, 'lock'))).toContain('free');
  });

  test('a file in the place of the folder', async () => {
    const { ledger, folder } = newLedger();
    writeFileSync(folder, 'in the way');
    expect(ledger.read().damaged).toContain('its folder is a link or a file');
    await ledger.update((state) => (state.headSeen = 1));
    expect(readFileSync(`${folder}.damaged-1`, 'utf8')).toBe('in the way');
  });
});

describe('what cannot be done is told in one line', () => {
  /** As somebody who may read there at most: the superuser may do anything, so the process becomes another. */
  const AS_ANOTHER = `
    if (process.getuid() === 0) process.setuid(65534);
    const told = async (act) => { try { return await act(); } catch (error) { return error.name + ': ' + error.message; } };
    const { damaged, isNew } = ledger.read();
    const out = { damaged, isNew, keep: await told(() => ledger.keep(Buffer.from('x'))), content: String(ledger.content(args[0])),
      update: await told(() => ledger.update((state) => { state.headSeen = 9; })) };
    fs.writeSync(1, JSON.stringify(out));
  `;

  test.skipIf(process.platform === 'win32')('that the folder cannot be written', async () => {
    const { folder, hash } = await usedLedger();
    const program = await programOf(AS_ANOTHER);
    chmodSync(path.dirname(folder), 0o755);
    for (const name of [
      folder,
      ...readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))),
    ]) {
      chmodSync(name, lstatSync(name).isDirectory() ? 0o555 : 0o444);
    }
    const { stdout, stderr } = await program.start([folder, hash]).ended;
    const words = `Fault: the ledger in ${folder} cannot be written (EACCES)`;
    expect({ ...(JSON.parse(stdout) as object), stderr }).toEqual({
      isNew: false,
      content: '{"a":1}',
      keep: words,
      update: words,
      stderr: '',
    });
  });

  test.skipIf(process.platform === 'win32')('that the folder cannot be entered', async () => {
    const { folder, file, hash } = await usedLedger();
    const program = await programOf(AS_ANOTHER);
    chmodSync(path.dirname(folder), 0o755);
    chmodSync(folder, 0o000);
    const { stdout, stderr } = await program.start([folder, hash]).ended;
    chmodSync(folder, 0o700);
    const words = `Fault: the ledger in ${folder} cannot be written (EACCES)`;
    expect({ ...(JSON.parse(stdout) as object), stderr }).toEqual({
      isNew: false,
      damaged: `the ledger ${file} is damaged: it cannot be read (EACCES)`,
      content: 'undefined',
      keep: words,
      update: words,
      stderr: '',
    });
  });

  test.skipIf(process.platform === 'win32')(
    'that no more can be written, as on a full disk; nothing is lost',
    async () => {
      const { ledger, folder, hash } = await usedLedger();
      const before = ledger.read();
      const program = await programOf(`
      const told = async (act) => { try { return await act(); } catch (error) { return error.name + ': ' + error.message; } };
      const keep = await told(() => ledger.keep(Buffer.alloc(9000)));
      const update = await told(() => ledger.update((state) => { state.roots = Array(2000).fill('agents'); }));
      fs.writeSync(1, JSON.stringify({ keep, update }));
    `);
      const { stdout, stderr } = await program.start([folder], 4).ended;
      const words = `Fault: the ledger in ${folder} cannot be written (EFBIG)`;
      expect({ ...(JSON.parse(stdout) as object), stderr }).toEqual({ keep: words, update: words, stderr: '' });
      expect(ledger.read()).toEqual(before);
      expect(String(ledger.content(hash))).toBe('{"a":1}');
      expect(readdirSync(folder).sort()).toEqual(['ledger.json', 'lock', 'objects', 'swept']);
      await ledger.update((state) => (state.headSeen = 1));
    },
  );

  test('that there is no folder for it', async () => {
    const folder = path.join(temporaryFolder(), 'gone/stategate');
    await expect(openLedger(folder).update(() => 1)).rejects.toThrow(
      `the ledger in ${folder} cannot be written (ENOENT)`,
    );
  });
});

describe('a content', () => {
  test('is kept once under its hash', () => {
    const { ledger, folder } = newLedger();
    const hash = ledger.keep(Buffer.from('abc'));
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const { ino } = statSync(objectFile(folder, hash));
    expect(ledger.keep(Buffer.from('abc'))).toBe(hash);
    expect(statSync(objectFile(folder, hash)).ino).toBe(ino);
    expect(String(ledger.content(hash))).toBe('abc');
  });

  test('may be empty', () => {
    const { ledger } = newLedger();
    expect(ledger.content(ledger.keep(new Uint8Array()))).toHaveLength(0);
  });

  test.each(['', 'abc', '../../ledger.json', '../'.repeat(21) + 'x', '0'.repeat(64)])(
    'that is not there: %j',
    (hash) => {
      const { ledger } = newLedger();
      ledger.keep(Buffer.from('abc'));
      expect(ledger.content(hash)).toBeUndefined();
    },
  );

  test.each<readonly [what: string, damage: (file: string) => void]>([
    [
      'another of the same length',
      (file) => {
        writeFileSync(file, '{"a":2}');
      },
    ],
    [
      'cut off',
      (file) => {
        truncateSync(file, 3);
      },
    ],
    [
      'empty',
      (file) => {
        truncateSync(file, 0);
      },
    ],
    ['a folder', folderInstead],
    ['a pipe', pipeInstead],
  ])('is taken away when it is damaged, and can be kept again: %s', async (_what, damage) => {
    const { ledger, folder, hash } = await usedLedger();
    const file = objectFile(folder, hash);
    damage(file);
    expect(ledger.content(hash)).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    ledger.keep(Buffer.from('{"a":1}'));
    damage(file);
    expect(ledger.keep(Buffer.from('{"a":1}'))).toBe(hash);
    expect(String(ledger.content(hash))).toBe('{"a":1}');
  });
});
