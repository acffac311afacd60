import { utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/gate/ledger/ledger.js';
import { keepLedger } from '../../../src/gate/ledger/kept-ledger.js';
import { keepSettings } from '../../../src/gate/serve/kept-settings.js';
import { lookAt } from '../../../src/gate/look.js';
import { recent } from '../../../src/gate/serve/recent.js';
import type { Settings } from '../../../src/gate/settings.js';
import { addFiles, folderWith, temporaryFolder } from '../../workspace/temporary-folder.js';

/** Resolves when a file was changed so long ago that its look can be relied on. */
async function settled(file: string): Promise<void> {
  while (lookAt(file, Date.now()) === 'uncertain') await new Promise((resolve) => setImmediate(resolve));
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('a ledger that is kept', () => {
  it('is read anew when any process has written it, and not before', async () => {
    const folder = path.join(temporaryFolder(), 'stategate');
    const file = path.join(folder, 'ledger.json');
    const ledger = keepLedger(folder);
    expect(ledger.read()).toMatchObject({ isNew: true });
    await openLedger(folder).update((state) => void (state.head = 'one'));
    expect(ledger.read().state.head).toBe('one');
    await settled(file);
    const snapshot = ledger.read();
    expect(ledger.read()).toBe(snapshot);
    await openLedger(folder).update((state) => void (state.head = 'two'));
    expect(ledger.read().state.head).toBe('two');
    await ledger.update((state) => void (state.head = 'six'));
    expect(ledger.read().state.head).toBe('six');
    await settled(file);
    expect(ledger.read().state.head).toBe('six');
    writeFileSync(file, 'damaged');
    expect(ledger.read().damaged).toContain(file);
  });

  it('is updated in turns, and not at all once who asked has given up', async () => {
    const ledger = keepLedger(path.join(temporaryFolder(), 'stategate'));
    const [begun, end] = [gate(), gate()];
    const slow = ledger.update(async () => {
      begun.open();
      await end.opened;
    });
    let late = false;
    const gaveUp = ledger.update(() => (late = true), -1);
    const next = ledger.update((state) => void (state.head = 'next'));
    await begun.opened;
    end.open();
    await slow;
    await expect(gaveUp).rejects.toThrow('its turn did not come in time');
    await next;
    expect({ late, head: ledger.read().state.head }).toEqual({ late: false, head: 'next' });
  });
});

describe('settings that are kept', () => {
  const made = (...files: readonly string[]): (() => Promise<Settings>) => {
    let count = 0;
    return () => Promise.resolve({ count: (count += 1), files } as unknown as Settings);
  };

  it('are loaded anew when a nearer configuration comes, changes or goes', async () => {
    const top = folderWith({ 'stategate.config.json': '{}' });
    const root = path.join(top, 'tree');
    addFiles(root, { README: '' });
    const [keep, load] = [keepSettings(root), made()];
    await settled(path.join(top, 'stategate.config.json'));
    expect([await keep(load), await keep(load)]).toMatchObject([{ count: 1 }, { count: 1 }]);
    addFiles(root, { 'stategate.config.json': '{}' });
    expect(await keep(load)).toMatchObject({ count: 2 });
    await settled(path.join(root, 'stategate.config.json'));
    expect([await keep(load), await keep(load)]).toMatchObject([{ count: 3 }, { count: 3 }]);
    utimesSync(path.join(root, 'stategate.config.json'), 1, 1);
    expect(await keep(load)).toMatchObject({ count: 4 });
  });

  it('are loaded anew when another configuration is accepted', async () => {
    const [keep, load] = [keepSettings(temporaryFolder()), made()];
    expect([await keep(load, 'one'), await keep(load, 'one')]).toMatchObject([{ count: 1 }, { count: 1 }]);
    expect([await keep(load, 'two'), await keep(load, null)]).toMatchObject([{ count: 2 }, { count: 3 }]);
  });

  it('are loaded each time where files are extended of which nothing was accepted', async () => {
    const top = folderWith({ 'stategate.config.json': '{}' });
    const [keep, load] = [keepSettings(top), made('base.json', 'stategate.config.json')];
    await settled(path.join(top, 'stategate.config.json'));
    expect([await keep(load), await keep(load)]).toMatchObject([{ count: 1 }, { count: 2 }]);
    expect([await keep(load, 'one'), await keep(load, 'one')]).toMatchObject([{ count: 3 }, { count: 3 }]);
  });

  it('that could not be loaded are tried again', async () => {
    const keep = keepSettings(temporaryFolder());
    await expect(keep(() => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
    expect(await keep(made())).toMatchObject({ count: 1 });
  });
});

it('what was used longest ago is let go', () => {
  const made: string[] = [];
  const get = recent(2, (key) => {
    made.push(key);
    return key;
  });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(get(key)).toBe(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
