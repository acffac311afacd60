import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { KINDS } from '../../src/schema/kinds.js';

const ROOT = path.join(import.meta.dirname, '../..');

/** Rules without checks: their words are for what reading, selecting and validating found. */
const spokenFor = RULES.filter(({ document, session, step, change }) => !document && !session && !step && !change);

describe('what is found outside the rules has its words in a rule', () => {
  const words = new Set(spokenFor.flatMap(({ messages }) => Object.keys(messages)));

  test('every message that the sources name', () => {
    const named = new Set([
      ...messagesIn('src/document/*.ts'),
      ...messagesIn('src/schema/explain-errors.ts'),
      ...messagesIn('src/lint/linter.ts'),
      ...Object.values(KINDS).flatMap(({ variants }) => variants.flatMap(({ foreign }) => foreign ?? [])),
    ]);
    expect([...named].sort()).toEqual([...words].sort());
  });

  test('every rule that the sources name', () => {
    const ids = sources('src/{document,lint}/*.ts').flatMap((text) => [
      ...matches(text, /\brule: '([\w-]+)'/gu),
      ...matches(text, /\.add\('([\w-]+)', '\w+'/gu),
    ]);
    expect([...new Set(ids)].sort()).toEqual(
      spokenFor
        .map(({ id }) => id)
        .filter((id) => id !== 'schema')
        .sort(),
    );
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('bears the name of its module', () => {
    expect(globSync(`rules/${id}.ts`, { cwd: ROOT })).toHaveLength(1);
  });

  test('says in one sentence what holds', () => {
    expect(rule.summary).toMatch(/^\S.*\.$/u);
  });

  test('has messages of one lower-case line without a full stop', () => {
    for (const [name, message] of Object.entries(rule.messages)) {
      expect(message, name).toMatch(/^(?:\{|"|[a-z])/u);
      expect(message, name).not.toMatch(/\.$|\n|\s{2}/u);
    }
  });
});

function messagesIn(files: string): string[] {
  return sources(files).flatMap((text) => [
    ...matches(text, /\bmessage: '(\w+)'/gu),
    ...matches(text, /\bmessage: [^,\n]*\? '(\w+)' : '\w+'/gu),
    ...matches(text, /\bmessage: [^,\n]*\? '\w+' : '(\w+)'/gu),
    ...matches(text, /\bunreadable\('(\w+)'/gu),
    ...matches(text, /\.add\('[\w-]+', '(\w+)'/gu),
  ]);
}

function sources(files: string): string[] {
  return globSync(files, { cwd: ROOT, posix: true }).map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}
