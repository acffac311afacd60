import { describe, expect, it } from 'vitest';
import { RULES } from '../../rules/index.js';
import { parseDocuments } from '../../src/document/documents.js';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { createLinter } from '../../src/lint/linter.js';
import type { Place } from '../../src/workspace/place.js';
import { edit } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

const NORM = 'the id in the file is the name of its folder';

it('an id that is the name of its folder has no finding, in any kind', async () => {
  expect(await lintTree('rules/session-id-matches-folder/passes')).toEqual([]);
});

it('tells of every file of a folder that was renamed', async () => {
  const renamed = `session_id is "2026-03-04_export-to-csv_k3m9q2" but the folder is "2026-03-04_csv-export_k3m9q2"; ${NORM}`;
  const folder = 'agents/sessions/2026-03-04_csv-export_k3m9q2';
  const found = await lintTree('rules/session-id-matches-folder/fails');
  expect(found.map(({ severity, file, pointer, message }) => [severity, file, pointer, message])).toEqual([
    [
      'error',
      'agents/c0ffee43/adw_state.json',
      '/adw_id',
      `adw_id is "c0ffee42" but the folder is "c0ffee43"; ${NORM}`,
    ],
    ['error', `${folder}/dev-notes.json`, '/session_id', renamed],
    ['error', `${folder}/plan.json`, '/session_id', renamed],
    [
      'error',
      `${folder}/research/dialects_20260304/state.json`,
      '/id',
      `id is "csv-dialects_20260304" but the folder is "dialects_20260304"; ${NORM}`,
    ],
    ['error', `${folder}/state.json`, '/session_id', renamed],
  ]);
});

describe('says nothing', () => {
  const { [`${SESSIONS.v2}/state.json`]: state } = sessionOf('v2', {});

  const id = '2026-03-04_export-to-csv_k3m9q2';
  const path = 'draft';
  it.each<[what: string, place: Place | undefined]>([
    ['that stands elsewhere', undefined],
    ['whose folder bears its id, wherever links lead to', { folder: id, path, realFolder: 'archived' }],
    ['whose folder bears its id, where nothing is known of links', { folder: id, path }],
    ['whose folder bears its id where links lead to it', { folder: 'latest', path, realFolder: id }],
  ])('of a file %s', async (_what, place) => {
    const [document] = parseDocuments(Buffer.from(JSON.stringify(state)), { format: 'json', limits: DEFAULT_LIMITS });
    if (!document) throw new Error('there is no document');
    const source = { file: 'draft/state.json', kind: 'session-state', place } as const;
    expect((await createLinter(RULES).document(source, document)).diagnostics).toEqual([]);
  });

  it.each(['nested/project/agents/sessions', '.spectre/sessions'])('of a session below %s', async (sessions) => {
    expect(await lintFiles({ [`${sessions}/2026-03-04_export-to-csv_k3m9q2/state.json`]: state })).toEqual([]);
  });

  it('of an id with an accent that the file system spells in its own way', async () => {
    const id = '2026-03-04_café_k3m9q2';
    const named = edit(state, { '/session_id': id.normalize('NFC') });
    expect(await lintFiles({ [`agents/sessions/${id.normalize('NFD')}/state.json`]: named })).toEqual([]);
  });

  it('of a template, whose placeholder another rule is about', async () => {
    const template = edit(state, { '/session_id': '{{SESSION_ID}}' });
    const found = await lintFiles({ 'agents/sessions/template/state.json': template });
    expect(found.map(({ rule }) => rule)).not.toContain('session-id-matches-folder');
    expect(found.map(({ rule }) => rule)).toContain('template-placeholder');
  });
});

it('compares letter by letter', async () => {
  const [[file, state] = ['', undefined]] = Object.entries(sessionOf('v2', {}));
  const found = await lintFiles({ [file.replace('csv', 'CSV')]: state });
  expect(found.map(({ rule, pointer }) => [rule, pointer])).toEqual([['session-id-matches-folder', '/session_id']]);
});

it('its page shows what its example prints', async () => {
  const page = await readPage('session-id-matches-folder');
  for (const diagnostic of await diagnose(await readTree('rules/session-id-matches-folder/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});
