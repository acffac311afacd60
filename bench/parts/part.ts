import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { count, type Figure } from '../table.js';
import { type Tree, writeTree } from '../tree.js';

/** One part of the bench: measures, prints what it measured, and returns the figures. */
export type Part = (bench: Bench) => Promise<Figure[]>;

/** What the parts have in common. */
export interface Bench {
  /** The program to measure. */
  readonly cli: string;
  /** A folder for whatever a part writes. */
  readonly scratch: string;
  /** Fewer rounds, and smaller inputs where there are several. */
  readonly quick: boolean;
  /** The tree of so many sessions; written once, for all parts. */
  tree(sessions: number): Tree;
}

export const SMALL = 1_000;
export const LARGE = 10_000;

/** How many sessions the trees have that are checked as a whole. */
export function sizesOf({ quick }: Bench): readonly number[] {
  return quick ? [SMALL] : [SMALL, LARGE];
}

export function createBench(cli: string, scratch: string, quick: boolean): Bench {
  const trees = new Map<number, Tree>();
  return {
    cli,
    scratch,
    quick,
    tree(sessions) {
      const known = trees.get(sessions);
      if (known) return known;
      const tree = plant(scratch, `tree-${sessions}`, sessions);
      console.log(`${count(sessions)} sessions: ${count(sessions * 2)} files, ${count(tree.bytes / 2 ** 20)} MB`);
      trees.set(sessions, tree);
      return tree;
    },
  };
}

/** Writes a tree into a new folder. */
export function plant(scratch: string, name: string, sessions: number): Tree {
  const root = path.join(scratch, name);
  mkdirSync(root);
  return writeTree(root, sessions);
}
