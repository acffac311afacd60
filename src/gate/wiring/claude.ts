import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Project } from '../project.js';
import { commandHandler, EVENTS, type Handler, httpHandler, serverAt } from './hooks.js';
import { addIgnored, removeIgnored } from './ignore-file.js';
import type { Piece } from './piece.js';
import { addHooks, findHooks, removeHooks } from './settings.js';

export interface ClaudeOptions {
  /** The command of the hooks. */
  readonly command: string;
  /** The port of `stategate serve`; absent where every hook is a command. */
  readonly port?: number;
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
    add: (text) => addHooks(text, wantedHooks(text, options)),
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

function wantedHooks(text: string | undefined, { command, port, without }: ClaudeOptions): Map<string, Handler> {
  const token = port === undefined ? '' : tokenIn(text);
  return new Map(
    EVENTS.filter(({ name }) => !without.includes(name)).map(({ name, http }) => [
      name,
      http && port !== undefined ? httpHandler(port, token) : commandHandler(command),
    ]),
  );
}

/** The token that the settings name already, so that a server which has it goes on; otherwise a new one. */
function tokenIn(text: string | undefined): string {
  const found = text === undefined ? [] : findHooks(text);
  const known = found.map(({ handler }) => serverAt((handler as { url?: unknown }).url)?.token);
  return known.find((token) => token !== undefined) ?? randomBytes(16).toString('hex');
}
