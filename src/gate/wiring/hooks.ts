/** What the client is to call, in the words of its settings. */
export type Handler =
  | { readonly type: 'command'; readonly command: string; readonly timeout: number }
  | { readonly type: 'http'; readonly url: string; readonly timeout: number };

/** An event of the client that the gate hears of. */
export interface WiredEvent {
  readonly name: string;
  /** Which tools, as a regular expression; absent where the event is of no tool. */
  readonly matcher?: string;
  /** Whether the client sends it to HTTP hooks too. */
  readonly http: boolean;
}

export const EVENTS: readonly WiredEvent[] = [
  { name: 'PreToolUse', matcher: 'Write|Edit|MultiEdit|NotebookEdit|mcp__.*', http: true },
  { name: 'PostToolUse', matcher: '*', http: true },
  // Of a command that failed only this tells.
  { name: 'PostToolUseFailure', matcher: '*', http: true },
  { name: 'PostToolBatch', http: true },
  { name: 'Stop', http: true },
  { name: 'SubagentStop', http: true },
  // Asked before new settings count, by which stategate might not be called any more.
  { name: 'ConfigChange', http: true },
  { name: 'SessionStart', http: false },
];

/** In seconds, after which the client gives up; the gate's own limit lies well below. */
export const TIMEOUT = 10;

export function commandHandler(command: string): Handler {
  return { type: 'command', command, timeout: TIMEOUT };
}

export function httpHandler(url: string): Handler {
  return { type: 'http', url, timeout: TIMEOUT };
}

const COMMAND =
  /(?:^|[\s"'/\\])stategate-hook(?:\.cmd)?(?=$|[\s"'])|[/\\]dist[/\\]cli[/\\]hook\.cjs\b|\bstategate hook\b/u;
const SERVER = /^http:\/\/127\.0\.0\.1:(\d{1,5})\/hook\/[\w-]{43}(?:\?|$)/u;

/** The port of `stategate serve` in the address of a hook of type `http`; `undefined` for other addresses. */
export function serverPort(url: unknown): number | undefined {
  const [, port] = typeof url === 'string' ? (SERVER.exec(url) ?? []) : [];
  return port === undefined ? undefined : Number(port);
}

/** Whether an entry of the client's settings calls the gate, in whichever way. */
export function callsGate(handler: unknown): boolean {
  const { type, command, url } = fieldsOf(handler);
  if (type === 'http') return serverPort(url) !== undefined;
  return type === 'command' && typeof command === 'string' && COMMAND.test(command);
}

/** Whether an entry is as init writes it: it may be replaced and removed. */
export function isAsWritten(handler: unknown): handler is Handler {
  const fields = fieldsOf(handler);
  return callsGate(handler) && fields['timeout'] === TIMEOUT && Object.keys(fields).length === 3;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
