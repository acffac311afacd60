import { expect, it } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { sessionOf } from '../support/sessions.js';

const ON = { 'stategate.config.json': { rules: { 'unknown-property': 'info' } } };

it('properties of the schema and comments have no finding', async () => {
  expect(await lintTree('rules/unknown-property/passes')).toEqual([]);
});

it('tells of unknown properties, each once for all elements of a list', async () => {
  const found = await lintTree('rules/unknown-property/fails');
  expect(found.map(({ severity, pointer, message }) => [severity, pointer, message])).toEqual([
    [
      'info',
      '/checkpoints/0/task_groups/0/tasks/0/actions/0/estimate',
      'unknown property "estimate" in checkpoints[0].task_groups[0].tasks[0].actions[0] and 1 more place',
    ],
    ['info', '/git/default_branch', 'unknown property "default_branch" in git'],
    ['info', '/owner', 'unknown property "owner"'],
  ]);
});

it('is off unless it is asked for', async () => {
  expect(await lintFiles(sessionOf('v2', { '/owner': 'the harbour office' }))).toEqual([]);
});

it('lets pass the names that the configuration allows, wherever they stand', async () => {
  const rules = { 'unknown-property': ['info', { allow: ['owner'] }] };
  const tree = sessionOf('v2', { '/owner': 'the harbour office', '/git/owner': 'x', '/author': 'y' });
  const found = await lintFiles({ 'stategate.config.json': { rules }, ...tree });
  expect(found.map(({ pointer }) => pointer)).toEqual(['/author']);
});

it('names a similar property that is absent', async () => {
  const found = await lintFiles({ ...ON, ...sessionOf('v2', { '/description': undefined, '/descriptions': ['CSV'] }) });
  expect(found.map(({ message }) => message)).toEqual(['unknown property "descriptions"; did you mean "description"?']);
});

it.each(['descriptions', 'Description'])('names none that is there: %s', async (property) => {
  const found = await lintFiles({ ...ON, ...sessionOf('v2', { [`/${property}`]: ['CSV'] }) });
  expect(found.map(({ message }) => message)).toEqual([`unknown property "${property}"`]);
});

it('counts the places', async () => {
  const commits = ['1', '2', '3'].map((end) => ({ sha: `5c81e0${end}`, author: 'x' }));
  const found = await lintFiles({ ...ON, ...sessionOf('v2', { '/commits': commits }) });
  expect(found.map(({ message }) => message)).toEqual(['unknown property "author" in commits[0] and 2 more places']);
});

it('leaves misspellings, other versions and free objects to others', async () => {
  const found = await lintFiles({
    ...ON,
    ...sessionOf('v2', { '/session_type': undefined, '/sessionType': 'full', '/plan_state': null }),
    ...sessionOf('v3', { '/intake/data': { owner: 'x' } }),
  });
  expect(found.filter(({ rule }) => rule === 'unknown-property')).toEqual([]);
});
