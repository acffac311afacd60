import { formOf, placeOf } from '../../document/text-form.js';
import { type Removed, Unexpected } from './piece.js';
import { isNode, stringify, type YAMLSeq } from 'yaml';
import { appendToBlock, expectYaml, isMap, isSeq, readYaml, removeBlock, type YamlDocument } from './yaml-block.js';

/** An entry of `repos` in a `.pre-commit-config.yaml`. */
export interface HookSource {
  readonly repo: string;
  readonly rev?: string;
  readonly hooks: readonly Readonly<Record<string, unknown>>[];
}

/** The hook as stategate's own repository offers it, at a release. */
export function sourceAt(repository: string, version: string): HookSource {
  return { repo: repository, rev: `v${version}`, hooks: [{ id: 'stategate' }, { id: 'stategate-history' }] };
}

/** The hook of a project that has stategate itself; with the settings of .pre-commit-hooks.yaml. */
export function localSource(command: string): HookSource {
  const hook = {
    id: 'stategate',
    name: 'stategate',
    entry: command,
    language: 'system',
    pass_filenames: false,
    always_run: true,
  };
  return { repo: 'local', hooks: [hook] };
}

/** Puts the hook into a `.pre-commit-config.yaml`. */
export function addPreCommit(text: string | undefined, source: HookSource): string {
  if (text === undefined) return stringify({ repos: [source] });
  const document = readYaml(text);
  const repos = reposOf(text, document);
  if (sourcesIn(document).some(isOurs)) return text;
  const value = document.toJS() as { repos: unknown[] };
  const expected = { ...value, repos: [...value.repos, source] };
  const lines = stringify([source]).trimEnd().split('\n');
  if (repos.items.length > 0) return expectYaml(appendToBlock(text, repos, lines), expected);
  // `repos: []`
  const [start, end] = repos.range ?? [0, 0];
  const { eol } = formOf(text);
  const block = lines.map((line) => `${eol}  ${line}`).join('');
  return expectYaml(text.slice(0, start).trimEnd() + block + text.slice(end), expected);
}

/** Takes the hook out of a `.pre-commit-config.yaml`, where it is as init writes it. */
export function removePreCommit(text: string): Removed {
  const document = readYaml(text);
  const repos = reposOf(text, document);
  const sources = sourcesIn(document);
  const index = sources.findIndex(isOurs);
  if (index < 0) return { text };
  const item = repos.items[index];
  if (!isAsWritten(sources[index]) || !isMap(item) || !item.range) {
    return { text, left: ['the hook stategate has been changed since, and was left'] };
  }
  if (sources.length > 1) return { text: removeBlock(text, item.range[0], item.range[1]) };
  if (text.trim() === stringify({ repos: [sources[0]] }).trim()) return { text: undefined };
  const [start, end] = repos.range ?? [0, 0];
  return { text: `${text.slice(0, start).trimEnd()} []${formOf(text).eol}${text.slice(end)}` };
}

function reposOf(text: string, document: YamlDocument): YAMLSeq {
  const repos: unknown = document.get('repos', true);
  if (!isSeq(repos)) {
    const place = placeOf(text, isNode(repos) && repos.range ? repos.range[0] : 0);
    throw new Unexpected('has no list "repos"', place);
  }
  return repos;
}

function sourcesIn(document: YamlDocument): HookSource[] {
  return (document.toJS() as { repos: HookSource[] }).repos;
}

function isOurs(source: unknown): boolean {
  const { hooks } = (source ?? {}) as { readonly hooks?: readonly (HookSource['hooks'][number] | null)[] };
  return Array.isArray(hooks) && hooks.some((hook: HookSource['hooks'][number] | null) => isCheck(hook));
}

function isCheck(hook: HookSource['hooks'][number] | null): boolean {
  return hook?.['id'] === 'stategate' || String(hook?.['entry']).includes('stategate check');
}

function isAsWritten(source: HookSource | undefined): boolean {
  if (!source) return false;
  const { repo, rev, hooks } = source;
  const expected =
    repo === 'local' ? localSource(String(hooks[0]?.['entry'])) : sourceAt(repo, String(rev).replace(/^v/u, ''));
  return JSON.stringify(source) === JSON.stringify(expected);
}
