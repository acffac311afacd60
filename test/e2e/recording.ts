import path from 'node:path';
import type { Project } from './project.js';

const RECORDER = path.join(import.meta.dirname, 'recorder.mjs');
const LOG = '.recorded.jsonl';

/** What the recording hook answers to an event (of a tool): once, several times or always. */
export interface RecorderAnswer {
  readonly event: string;
  readonly tool?: string;
  /** From which event of this name on, and before which; counted from 0. */
  readonly from?: number;
  readonly to?: number;
  /** Standard output. */
  readonly output?: string | object;
  /** Standard error. */
  readonly note?: string;
  readonly exit?: number;
  /** Milliseconds until it answers. */
  readonly wait?: number;
}

export interface RecordedHook {
  readonly payload: Readonly<Record<string, unknown>> & { readonly hook_event_name: string };
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly ended: number;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** The client's settings that hand events to the recorder. */
export function recorderSettings(
  project: Project,
  events: readonly string[],
  answers: readonly RecorderAnswer[],
): object {
  const quoted = [process.execPath, RECORDER, project.path(LOG), JSON.stringify(answers)].map(quote).join(' ');
  const entry = { hooks: [{ type: 'command', command: quoted }] };
  return { hooks: Object.fromEntries(events.map((event) => [event, [entry]])) };
}

/** What the recorder has written down, in the order in which its processes ended. */
export function recorded(project: Project): RecordedHook[] {
  const lines = project.read(LOG)?.split('\n') ?? [];
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedHook);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
