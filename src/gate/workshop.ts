import type { Judge } from './judge.js';
import { keepLedger } from './ledger/kept-ledger.js';
import type { Ledger } from './ledger/ledger.js';
import type { Settings } from './settings.js';

/** Where an event gets what is slow to make: a process that answers many events keeps it from one to the next. */
export interface Workshop {
  /** The ledger in a folder. */
  ledger(folder: string): Ledger;
  /**
   * What the configuration of a tree says, which `load` reads.
   *
   * @param accepted what stands for the one that was last accepted, with all that it extends; `null`: that there is none
   *   was; undefined: not known
   */
  settings(root: string, load: () => Promise<Settings>, accepted: string | null | undefined): Promise<Settings>;
  /** A judge by some settings, which `make` makes. */
  judge(settings: Settings, make: () => Promise<Judge>): Promise<Judge>;
}

/** Keeps nothing but what an event asks for twice: a hook's own process answers one. */
export const MAKES_ANEW: Workshop = {
  ledger: keepLedger,
  settings: (_root, load) => load(),
  judge: (_settings, make) => make(),
};
