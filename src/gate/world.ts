import path from 'node:path';
import { DEFAULT_LIMITS, type Limits } from '../document/document.js';
import { toPosix } from '../workspace/paths.js';
import { codeFolder } from './code-folder.js';
import { homeOf } from './home.js';
import type { Ledger } from './ledger/ledger.js';
import type { Payload } from './payload.js';
import type { Project } from './project.js';
import type { Judge } from './judge.js';
import { CONFIG_FILE } from './protected.js';
import type { Settings } from './settings.js';
import type { Workshop } from './workshop.js';

/** Where an event happens, and what is needed to answer it. What is slow to get is got when it is asked for. */
export interface World {
  readonly project: Project;
  readonly ledger: Ledger;
  /** The agent's session. */
  readonly sessionId: string;
  /** The user's own folder. */
  readonly home: string;
  /** The folder of what V8 has compiled of this program, where it is known. */
  readonly code: string | undefined;
  readonly limits: Limits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What the configuration says. Throws a `Fault` when it is wrong. */
  readonly settings: () => Promise<Settings>;
  readonly judge: () => Promise<Judge>;
}

/** The environment of a hook. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A tree that an event is about, as the event finds it. */
export function worldOf(project: Project, { sessionId }: Payload, env: Environment, workshop: Workshop): World {
  let settings: Promise<Settings> | undefined;
  let judge: Promise<Judge> | undefined;
  const world: World = {
    project,
    ledger: workshop.ledger(project.ledger),
    sessionId,
    home: homeOf(env),
    code: codeFolder(env),
    limits: DEFAULT_LIMITS,
    now: Date.now,
    settings: () => (settings ??= settingsOf(world, workshop)),
    judge: () => (judge ??= world.settings().then((known) => workshop.judge(known, () => makeJudge(project, known)))),
  };
  return world;
}

/** By the configuration that was last accepted: one that an agent has put in its place must not judge that. */
function settingsOf(world: World, workshop: Workshop): Promise<Settings> {
  const { root } = world.project;
  const { ledger } = world;
  const { guards } = ledger.gist();
  const file = path.join(root, CONFIG_FILE);
  const accepted = Object.hasOwn(guards, file) ? guards[file]?.accepted : undefined;
  const load = async (): Promise<Settings> => {
    const { acceptedPart, settingsIn } = await import('./engine.js');
    const content = typeof accepted === 'string' ? ledger.content(accepted) : accepted;
    return settingsIn(root, content, acceptedPart(world, guards));
  };
  const all = Object.entries(guards).map(([name, entry]) => `${name} ${String(entry.accepted)}`);
  return workshop.settings(root, load, typeof accepted === 'string' ? all.join('\n') : accepted);
}

async function makeJudge(project: Project, { policy, limits, consistency }: Settings): Promise<Judge> {
  const { createJudge } = await import('./engine.js');
  const root = `${toPosix(project.root)}/`;
  return createJudge({ policy, limits, waits: consistency === 'stop', display: (file) => file.replace(root, '') });
}
