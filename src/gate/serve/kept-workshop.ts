import type { Judge } from '../judge.js';
import type { Settings } from '../settings.js';
import type { Workshop } from '../workshop.js';
import { keepSettings } from './kept-settings.js';
import { keepLedger } from '../ledger/kept-ledger.js';
import { recent } from './recent.js';

/** So many trees are kept in mind; nobody works in more at a time. */
const MOST_TREES = 32;

/** A workshop that keeps what it has made. */
export function keptWorkshop(): Workshop {
  const settingsOf = recent(MOST_TREES, keepSettings);
  const judges = new WeakMap<Settings, Promise<Judge>>();
  return {
    ledger: recent(MOST_TREES, keepLedger),
    settings: (root, load, accepted) => settingsOf(root)(load, accepted),
    judge(settings, make) {
      let judge = judges.get(settings);
      if (!judge) {
        judges.set(settings, (judge = make()));
        judge.catch(() => judges.delete(settings));
      }
      return judge;
    },
  };
}
