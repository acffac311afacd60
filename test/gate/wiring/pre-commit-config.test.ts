import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addPreCommit, localSource, removePreCommit, sourceAt } from '../../../src/gate/wiring/pre-commit-config.js';
import { exampleOf } from '../../stops/page.js';

const local = localSource('npx --no -- stategate check --staged');
const OTHER = '- repo: https://example.org/hooks\n  rev: v1 # pinned\n  hooks:\n    - id: tidy\n';
const indent = (text: string, by: string): string => text.replaceAll(/^(?=.)/gmu, by);

const TEXTS: Readonly<Record<string, string>> = {
  'hooks of others': `# ours\nrepos:\n${indent(OTHER, '  ')}`,
  'elements that are not indented': `repos:\n${OTHER}# end\n`,
  'four spaces': `repos:\n${indent(OTHER, '    ')}`,
  'settings below': `repos:\n${indent(OTHER, '  ')}\n# when\nfail_fast: true\n`,
  'carriage returns': `repos:\r\n${indent(OTHER, '  ').replaceAll('\n', '\r\n')}`,
  'no line feed at the end': `repos:\n${indent(OTHER, '  ').trimEnd()}`,
  'a block of text at the end':
    'repos:\n  - repo: local\n    hooks:\n      - id: x\n        entry: |\n          a\n          b\n',
};

describe('a .pre-commit-config.yaml with', () => {
  test.each(Object.entries(TEXTS))('%s gets the hook, and loses it again without a trace', (_name, text) => {
    const wired = addPreCommit(text, local);
    const { repos } = parse(wired) as { repos: unknown[] };
    expect(repos.at(-1)).toEqual(local);
    expect(addPreCommit(wired, local)).toBe(wired);
    expect(removePreCommit(wired)).toEqual({ text });
  });

  test('no hook at all gets one', () => {
    const wired = addPreCommit('repos: []\nfail_fast: true\n', local);
    expect(parse(wired)).toEqual({ repos: [local], fail_fast: true });
    expect(parse(removePreCommit(wired).text!)).toEqual({ repos: [], fail_fast: true });
  });

  test('the hook changed by somebody keeps it', () => {
    const text = addPreCommit(TEXTS['hooks of others'], local).replace('always_run: true', 'always_run: false');
    expect(addPreCommit(text, local)).toBe(text);
    expect(removePreCommit(text)).toMatchObject({ text, left: [expect.any(String)] });
  });

  test.each([
    ['repos: [{ repo: local, hooks: [] }]\n', '1:8', /brackets/u],
    ['hooks:\n  - x\n', '1:1', /no list "repos"/u],
    ['repos: {}\n', '1:8', /no list "repos"/u],
    ['repos:\n  - a\n b\n', '3:1', /YAML/u],
    ['- a\n', '1:1', /mapping/u],
    ['repos: []\n---\nrepos: []\n', '2:1', /more than one/u],
  ])('%j is named with the place', (text, place, reason) => {
    expect(() => addPreCommit(text, local)).toThrow(
      expect.objectContaining({ place, reason: expect.stringMatching(reason) as string }) as Error,
    );
  });
});

test('of a repository that is named, the hooks are those of the page', () => {
  const source = sourceAt('https://github.com/OWNER/stategate', '0.1.0');
  expect(parse(addPreCommit(undefined, source))).toEqual(
    parse(exampleOf('.pre-commit-config.yaml', 'stop-commits.md')),
  );
  const wired = addPreCommit(TEXTS['hooks of others'], source);
  expect(removePreCommit(wired)).toEqual({ text: TEXTS['hooks of others'] });
});
