import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  parseTree,
  type ParseError,
  printParseErrorCode,
} from 'jsonc-parser';
import { placeOf, splitMark } from '../../document/text-form.js';
import { callsGate, EVENTS, type Handler, isAsWritten } from './hooks.js';
import { insertInto, jsonAs, removeFrom, replaceValue } from './json-edit.js';
import { type Removed, Unexpected } from './piece.js';

/** Event → what the client is to call then. */
export type WantedHooks = ReadonlyMap<string, Handler>;

/** An entry of the settings that calls the gate. */
export interface FoundHook {
  readonly event: string;
  readonly matcher: unknown;
  readonly handler: unknown;
}

/** Puts hooks into the client's settings. Whoever has changed an entry since keeps it as it is. */
export function addHooks(text: string | undefined, wanted: WantedHooks): string {
  const { mark, body } = splitMark(text ?? '');
  if (body.trim() === '') {
    const hooks = Object.fromEntries([...wanted].map(([event, handler]) => [event, [groupOf(event, handler)]]));
    return `${mark}${JSON.stringify({ hooks }, null, 2)}\n`;
  }
  let result = body;
  for (const [event, handler] of wanted) result = addHook(result, event, handler);
  return mark + result;
}

function addHook(text: string, event: string, handler: Handler): string {
  const root = readSettings(text);
  const found = handlersIn(root, event);
  if (found.length > 0) {
    const replaceable = found.find(({ node }) => isAsWritten(getNodeValue(node)));
    if (!replaceable || isSame(getNodeValue(replaceable.node), handler)) return text;
    return replaceValue(text, replaceable.node, handler);
  }
  const groups = findNodeAtLocation(root, ['hooks', event]);
  const group = groupOf(event, handler);
  if (groups) return insertInto(text, groups, jsonAs(text, group));
  const hooks = findNodeAtLocation(root, ['hooks']);
  if (hooks) return insertInto(text, hooks, `"${event}": ${jsonAs(text, [group])}`);
  return insertInto(text, root, `"hooks": ${jsonAs(text, { [event]: [group] })}`);
}

/** Takes out of the client's settings what `addHooks` puts in. */
export function removeHooks(text: string): Removed {
  const { mark, body } = splitMark(text);
  if (body.trim() === '') return { text };
  let result = body;
  const left: string[] = [];
  for (const event of eventsIn(body)) {
    // From the last to the first, so that the others stay where they are.
    for (let index = handlersIn(readSettings(result), event).length - 1; index >= 0; index--) {
      const root = readSettings(result);
      const { node, group } = handlersIn(root, event)[index] ?? {};
      if (!node || !group) continue;
      if (isAsWritten(getNodeValue(node)) && isGroupAsWritten(event, group))
        result = removeHandler(result, root, event, group, node);
      else left.push(`the ${event} hook at ${placeOf(result, node.offset)} has been changed since, and was left`);
    }
  }
  if (result !== body && result.replaceAll(/\s/gu, '') === '{}') return { text: undefined, left };
  return { text: mark + result, left };
}

/** Takes out a handler, and what would be empty without it. */
function removeHandler(text: string, root: Node, event: string, group: Node, handler: Node): string {
  const handlers = findNodeAtLocation(group, ['hooks']);
  const groups = findNodeAtLocation(root, ['hooks', event]);
  const hooks = findNodeAtLocation(root, ['hooks']);
  if (!handlers || !groups || !hooks) return text;
  if ((handlers.children?.length ?? 0) > 1) return removeFrom(text, handlers, handler);
  if ((groups.children?.length ?? 0) > 1) return removeFrom(text, groups, group);
  if ((hooks.children?.length ?? 0) > 1 && groups.parent) return removeFrom(text, hooks, groups.parent);
  return hooks.parent ? removeFrom(text, root, hooks.parent) : text;
}

/** The entries of the client's settings that call the gate. */
export function findHooks(text: string): FoundHook[] {
  const { body } = splitMark(text);
  if (body.trim() === '') return [];
  const root = readSettings(body);
  return eventsIn(body).flatMap((event) =>
    handlersIn(root, event).map(({ node, group }) => {
      const matcher = findNodeAtLocation(group, ['matcher']);
      return { event, matcher: matcher && (getNodeValue(matcher) as unknown), handler: getNodeValue(node) as unknown };
    }),
  );
}

/** Whether the settings switch all hooks off. */
export function areHooksOff(text: string): boolean {
  const { body } = splitMark(text);
  if (body.trim() === '') return false;
  const node = findNodeAtLocation(readSettings(body), ['disableAllHooks']);
  return node !== undefined && getNodeValue(node) === true;
}

/** Parses settings, and sees to it that they are of the shape that hooks can be put into. */
function readSettings(text: string): Node {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || !root) {
    const words = error
      ? printParseErrorCode(error.error)
          .replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ')
          .toLowerCase()
      : 'no value';
    throw new Unexpected(`not well-formed JSON (${words})`, placeOf(text, error?.offset ?? 0));
  }
  const expect = (node: Node, type: 'object' | 'array', name: string): void => {
    if (node.type !== type) {
      throw new Unexpected(`${name} should be an ${type}, and is ${node.type}`, placeOf(text, node.offset));
    }
    const keys = type === 'object' ? (node.children ?? []).map(({ children }) => children?.[0]) : [];
    keys.forEach((key, index) => {
      if (key && keys.findIndex((other) => other?.value === key.value) !== index) {
        throw new Unexpected(`"${String(key.value)}" stands here twice`, placeOf(text, key.offset));
      }
    });
  };
  expect(root, 'object', 'the file');
  const hooks = findNodeAtLocation(root, ['hooks']);
  if (!hooks) return root;
  expect(hooks, 'object', '"hooks"');
  for (const { children } of hooks.children ?? []) {
    const [key, groups] = children ?? [];
    if (key && groups) expect(groups, 'array', `"hooks" / "${String(key.value)}"`);
  }
  return root;
}

function eventsIn(text: string): string[] {
  const hooks = findNodeAtLocation(readSettings(text), ['hooks']);
  return (hooks?.children ?? []).map(({ children }) => String(children?.[0]?.value));
}

/** The entries of an event that call the gate, with the groups they stand in. */
function handlersIn(root: Node, event: string): { node: Node; group: Node }[] {
  const groups = findNodeAtLocation(root, ['hooks', event])?.children ?? [];
  return groups.flatMap((group) => {
    const handlers = group.type === 'object' ? findNodeAtLocation(group, ['hooks']) : undefined;
    if (handlers?.type !== 'array') return [];
    return (handlers.children ?? []).filter((node) => callsGate(getNodeValue(node))).map((node) => ({ node, group }));
  });
}

function groupOf(event: string, handler: Handler): object {
  const matcher = matcherOf(event);
  return { ...(matcher !== undefined && { matcher }), hooks: [handler] };
}

function isGroupAsWritten(event: string, group: Node): boolean {
  const value = getNodeValue(group) as Readonly<Record<string, unknown>>;
  const matcher = matcherOf(event);
  return value['matcher'] === matcher && Object.keys(value).every((key) => key === 'hooks' || key === 'matcher');
}

function matcherOf(event: string): string | undefined {
  return EVENTS.find(({ name }) => name === event)?.matcher;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
