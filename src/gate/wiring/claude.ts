import path from 'node:path';
import type { Project } from '../project.js';
import { commandHandler, EVENTS, type Handler, httpHandler } from './hooks.js';
import { addIgnored, removeIgnored } from './ignore-file.js';
import type { Piece } from './piece.js';
import { addHooks, removeHooks } from './settings.js';

export interface ClaudeOptions {
  /** The command of the hooks. */
  readonly command: string;
  /** The address of `stategate serve`; absent where every hook is a command. */
  readonly url?: string;
  /** Events to leave out. */
  readonly without: readonly string[];
}

const SETTINGS = '.claude/settings.json';

/** The client's settings, and the .gitignore where the ledger lies in the tree. */
export function claudePieces({ root, gitDir }: Project, options: ClaudeOptions): Piece[] {
  const settings: Piece = {
    part: 'claude',
    file: path.join(root, SETTINGS),
    within: root,
    add: (text) => addHooks(text, wantedHooks(options)),
    remove: removeHooks,
  };
  if (gitDir !== undefined) return [settings];
  const ignored: Piece = {
    part: 'claude',
    file: path.join(root, '.gitignore'),
    within: root,
    add: addIgnored,
    remove: removeIgnored,
  };
  return [settings, ignored];
}

function wantedHooks({ command, url, without }: ClaudeOptions): Map<string, Handler> {
  return new Map(
    EVENTS.filter(({ name }) => !without.includes(name)).map(({ name, http }) => [
      name,
      http && url !== undefined ? httpHandler(url) : commandHandler(command),
    ]),
  );
}
