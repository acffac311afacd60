import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagramFiles, diagramOf } from '../../scripts/generate/diagrams.js';
import { LIFECYCLES } from '../../src/schema/generated/lifecycles.js';
import { ROOT, SCHEMAS } from '../support/schema-files.js';

describe('the diagram of a machine', () => {
  test('shows its beginnings, its moves, its ends, its aliases, and what is discouraged', () => {
    const lamp = {
      initial: ['out'],
      transitions: { out: ['lit'], lit: ['out', 'broken'], broken: [] },
      discouraged: { broken: ['out'] },
      aliases: { on: 'lit', burning: 'lit' },
    };
    expect(diagramOf(lamp).split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "out" as s0',
      '  state "lit (on, burning)" as s1',
      '  state "broken" as s2',
      '  [*] --> s0',
      '  s0 --> s1',
      '  s1 --> s0',
      '  s1 --> s2',
      '  s2 --> [*]',
      '  s2 --> s0 : discouraged',
    ]);
  });

  test('holds no name that would end its text or mean something to Mermaid', () => {
    const diagram = diagramOf({ initial: ['end'], transitions: { end: ['a"; b#'], 'a"; b#': [] }, aliases: {} });
    expect(diagram).toContain('state "end" as s0\n  state "a#34;#59; b#35;" as s1\n  [*] --> s0\n  s0 --> s1');
  });
});

test('each machine of the schemas is drawn once, with the places where it stands', () => {
  const page = readFileSync(path.join(ROOT, 'docs/state-machines.md'), 'utf8');
  const titles = [...page.matchAll(/^## (.+)$/gmu)].map(([, title]) => title);
  expect(titles).toEqual(Object.keys(LIFECYCLES));
  expect(page.match(/^stateDiagram-v2$/gmu)).toHaveLength(titles.length);
  expect(page).toContain('- [plan-v2](../schemas/plan-v2.schema.json) `/checkpoints/*/task_groups/*/tasks/*/status`');
  expect([...diagramFiles(SCHEMAS).keys()]).toEqual(['docs/state-machines.md']);
});
