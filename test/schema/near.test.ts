import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNear, nearest, slipOf } from '../../src/schema/near.js';

const PHASES = ['spec', 'plan', 'build', 'docs', 'complete'];

describe('the word that was likely meant', () => {
  test.each([
    ['letters swapped', 'buidl', PHASES, 'build'],
    ['a letter left out', 'complet', PHASES, 'complete'],
    ['a letter too many', 'specc', PHASES, 'spec'],
    ['a wrong letter', 'dacs', PHASES, 'docs'],
    ['another ending', 'completed', PHASES, 'complete'],
    ['another spelling', 'synthesising', ['planning', 'synthesizing'], 'synthesizing'],
    ['capitals', 'INFO', ['info', 'warning'], 'info'],
    ['camel case for snake case', 'hookEventName', ['session_id', 'hook_event_name'], 'hook_event_name'],
    ['kebab case for snake case', 'in-progress', ['in_progress', 'pending'], 'in_progress'],
    ['words apart', 'In Progress', ['in_progress', 'pending'], 'in_progress'],
    ['another case style before fewer letters', 'PLAN', ['PLANE', 'plan'], 'plan'],
    ['the word itself', 'plan', PHASES, 'plan'],
  ])('%s: %s', (_mistake, word, words, meant) => {
    expect(nearest(word, words)).toBe(meant);
  });

  test.each([
    ['a word of its own', 'deploy', PHASES],
    ['a short word, of which too little is left', 'it', ['id']],
    ['nothing', '', PHASES],
    ['no word to choose from', 'plan', []],
  ])('is not guessed for %s', (_name, word, words) => {
    expect(nearest(word, words)).toBeUndefined();
  });

  test('is one of the words, and near or begins with what is there', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, words) => {
        const meant = nearest(word, words);
        if (meant === undefined) expect(words).not.toContain(word);
        else expect([words.includes(meant), isNear(word, meant) || meant.startsWith(word)]).toEqual([true, true]);
      }),
    );
  });
});

test('a word of megabytes is near nothing, and to see it takes no time', () => {
  const long = 'status'.repeat(1_000_000);
  expect([nearest(long, ['status', long]), isNear(long, 'status'), isNear('status', long)]).toEqual([
    undefined,
    false,
    false,
  ]);
});

describe('a slip', () => {
  test.each<[word: string, other: string, how: ReturnType<typeof slipOf>]>([
    ['dependsOn', 'depends_on', 'sure'],
    ['Depends-On', 'depends_on', 'sure'],
    ['descripton', 'description', 'sure'],
    ['staus', 'status', 'sure'],
    ['upadted_at', 'updated_at', 'sure'],
    ['tpye', 'type', undefined],
    ['dscripton', 'description', 'likely'],
    ['sttu', 'status', undefined],
    ['status', 'status', undefined],
    ['files', 'file', undefined],
    ['goal', 'goals', undefined],
    ['path2', 'path1', undefined],
    ['created_at', 'updated_at', undefined],
    ['x'.repeat(1_000_000), 'description', undefined],
  ])('%.20s for %s is %s', (word, other, how) => {
    expect(slipOf(word, other)).toBe(how);
  });
});
