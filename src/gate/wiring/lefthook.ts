import { isNode, stringify, type YAMLMap } from 'yaml';
import { appendLines, formOf, placeOf } from '../../document/text-form.js';
import { type Removed, Unexpected } from './piece.js';
import { appendToBlock, expectYaml, isMap, isSeq, readYaml, removeBlock } from './yaml-block.js';

type Commands = Readonly<Record<string, unknown>>;
interface Settings extends Commands {
  readonly 'pre-commit'?: { readonly commands?: Commands; readonly jobs?: readonly { readonly name?: unknown }[] };
}

/** Puts the command into a lefthook.yml: among the commands of pre-commit, or its jobs where it has these. */
export function addLefthook(text: string, run: string): string {
  const document = readYaml(text);
  const value = document.toJS() as Settings;
  const before = value['pre-commit'];
  if (JSON.stringify(before ?? {}).includes('stategate')) return text;
  const command = { stategate: { run } };
  const hook = document.get('pre-commit', true);
  if (before === undefined) {
    const added = { 'pre-commit': { commands: command } };
    return expectYaml(appendLines(text, indented(text, added)), { ...value, ...added });
  }
  if (!isMap(hook)) throw unexpected(text, '"pre-commit"', hook);
  const jobs: unknown = hook.get('jobs', true);
  if (jobs !== undefined) {
    if (!isSeq(jobs)) throw unexpected(text, '"jobs" of pre-commit', jobs);
    const job = { name: 'stategate', run };
    const expected = { ...value, 'pre-commit': { ...before, jobs: [...(before.jobs ?? []), job] } };
    return expectYaml(appendToBlock(text, jobs, indented(text, [job])), expected);
  }
  const commands: unknown = hook.get('commands', true);
  const expected = { ...value, 'pre-commit': { ...before, commands: { ...before.commands, ...command } } };
  if (commands === undefined)
    return expectYaml(appendToBlock(text, hook, indented(text, { commands: command })), expected);
  if (!isMap(commands)) throw unexpected(text, '"commands" of pre-commit', commands);
  return expectYaml(appendToBlock(text, commands, indented(text, command)), expected);
}

/** Takes the command out of a lefthook.yml, where it is as init writes it, with what would be empty without it. */
export function removeLefthook(text: string): Removed {
  const document = readYaml(text);
  const hook = document.get('pre-commit', true);
  const { commands = {}, jobs = [] } = (document.toJS() as Settings)['pre-commit'] ?? {};
  const job = Array.isArray(jobs) ? jobs.findIndex(({ name }) => name === 'stategate') : -1;
  const ours = commands['stategate'] ?? jobs[job];
  if (!isMap(hook) || ours === undefined) return { text };
  const { run } = ours as { run?: unknown };
  const isChanged = Object.keys(ours).some((key) => key !== 'run' && key !== 'name');
  if (isChanged || !String(run).endsWith('stategate check --staged')) {
    return { text, left: ['the command stategate has been changed since, and was left'] };
  }
  if (job >= 0) {
    const items = hook.get('jobs', true);
    const item = isSeq(items) ? items.items[job] : undefined;
    return isMap(item) && item.range ? { text: removeBlock(text, item.range[0], item.range[1]) } : { text };
  }
  // The highest mapping that holds nothing else.
  const path = [
    {
      map: document.contents as YAMLMap,
      key: 'pre-commit',
      alone: hook.items.length === 1 && Object.keys(commands).length === 1,
    },
    { map: hook, key: 'commands', alone: Object.keys(commands).length === 1 },
    { map: hook.get('commands') as YAMLMap, key: 'stategate', alone: true },
  ].find(({ alone }) => alone);
  const pair = path?.map.items.find(({ key }) => String(key) === path.key) as
    { key: { range: number[] }; value: { range: number[] } } | undefined;
  if (!pair) return { text };
  const result = removeBlock(text, pair.key.range[0] ?? 0, pair.value.range[1] ?? 0);
  return { text: result.trim() === '' ? undefined : result };
}

function unexpected(text: string, name: string, node: unknown): Unexpected {
  const place = isNode(node) && node.range ? placeOf(text, node.range[0]) : undefined;
  return new Unexpected(`${name} is of a shape that init does not know`, place);
}

function indented(text: string, value: unknown): string[] {
  const { unit } = formOf(text);
  const indent = /^ +$/u.test(unit) ? Math.min(unit.length, 8) : 2;
  return stringify(value, { indent }).trimEnd().split('\n');
}
