import { describe, expect, it } from 'vitest';
import misspeltProperty from '../../rules/misspelt-property.js';
import type { Changes } from '../support/edit.js';
import { editsOf, findingsIn } from '../support/rule-findings.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

it('properties of the schema, comments and properties of one’s own have no finding', async () => {
  expect(await lintTree('rules/misspelt-property/passes')).toEqual([]);
});

it('tells of properties in another style and a letter off', async () => {
  const found = await lintTree('rules/misspelt-property/fails');
  expect(found.map(({ severity, pointer, line }) => [severity, pointer, line])).toEqual([
    ['warning', '/checkpoints/0/task_groups/0/tasks/0/dependsOn', 27],
    ['warning', '/descripton', 5],
  ]);
});

it('lets pass the names that the configuration allows', async () => {
  const rules = { 'misspelt-property': ['warning', { allow: ['descripton'] }] };
  const tree = sessionOf('v2', { '/description': undefined, '/descripton': 'CSV' });
  expect(await lintFiles({ 'stategate.config.json': { rules }, ...tree })).toEqual([]);
});

describe('a property', () => {
  type Case = [description: string, Version, Changes, expected: string[]];
  const without = (property: string, name: string, value: unknown): Changes => ({
    [`/${property}`]: undefined,
    [`/${name}`]: value,
  });
  const cases: Case[] = [
    [
      'in another style is renamed',
      'v2',
      without('session_type', 'sessionType', 'full'),
      ['rename /sessionType session_type'],
    ],
    [
      'with two letters swapped is renamed',
      'v2',
      without('description', 'descirption', null),
      ['rename /descirption description'],
    ],
    ['two letters off is told of, but not renamed', 'v2', without('description', 'dscripton', null), ['']],
    ['is none while the right one is there as well', 'v2', { '/sessionType': 'full' }, []],
    [
      'that two stand for is not renamed',
      'v2',
      { ...without('session_type', 'sessionType', 'full'), '/session-type': 'full' },
      ['', ''],
    ],
    [
      'is renamed though others are missing, and one is there that no schema knows',
      'v2',
      { ...without('session_type', 'sessionType', 'full'), '/description': undefined, '/owner': 'x' },
      ['rename /sessionType session_type'],
    ],
    ['that may stand for two is not renamed', 'v1', { '/goals': { migh_level: [] } }, ['']],
    [
      'of another version is not misspelt, though one that is near is missing',
      'v2',
      { '/session_id': undefined, '/sesion_id': 'x', '/session_uuid': 'y' },
      [],
    ],
    ['that differs by an s is meant to', 'v2', without('description', 'descriptions', []), []],
    ['of another version is not misspelt', 'v2', { '/plan_state': null }, []],
    ['in an object that is free is not looked at', 'v3', { '/intake/data': { statsu: 1 } }, []],
    ['that begins with an underscore is a comment', 'v2', without('session_type', '_session_type', 'full'), []],
  ];
  it.each(cases)('%s (%s)', (_description, version, changes, expected) => {
    const [state] = Object.values(sessionOf(version, changes));
    const found = findingsIn(misspeltProperty, 'session-state', state);
    expect(found.map((finding) => editsOf(finding).join())).toEqual(expected);
  });
});

it('what is required and missing is told of once, by the schema', async () => {
  const found = await lintFiles(sessionOf('v2', { '/topic': undefined, '/topci': 'Export to CSV' }));
  expect(found.map(({ rule, pointer }) => [rule, pointer])).toEqual([['schema', '/topci']]);
});
