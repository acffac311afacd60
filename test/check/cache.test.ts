import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Basis, createRecorder, renewed } from '../../src/check/cache/basis.js';
import { hashOf, readCache, writeCache } from '../../src/check/cache/cache-file.js';
import type { CacheOptions } from '../../src/check/cache/cache-options.js';
import { isRemembered } from '../../src/check/cache/shape.js';
import { check, type CheckOptions, type CheckResult } from '../../src/check/check.js';
import { isFault } from '../../src/lint/fault.js';
import { readTree } from '../support/lint-fixture.js';
import { createRepository } from '../support/repository.js';
import { sessionOf } from '../support/sessions.js';
import { writeTree } from '../support/tree.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';
import { EDITS, edited, PLAN, writeSessions } from './edits.js';

/** A state of another number of checkpoints than the plan beside it has. */
const DISAGREES = String(
  (await readTree('rules/state-agrees-with-plan/fails'))[PLAN.replace('plan.json', 'state.json')],
);

const STRATEGIES = ['metadata', 'content'] as const;

/** All that a check tells, as plain data. */
async function told(cwd: string, options: CheckOptions = {}): Promise<unknown> {
  try {
    const result = await check({ cwd, ...options });
    const excerpts = result.diagnostics.map((diagnostic) => result.excerpt(diagnostic));
    return JSON.parse(JSON.stringify({ ...result, excerpts }));
  } catch (error) {
    if (isFault(error)) return error.message;
    throw error;
  }
}

/** The file system's clock moves in steps; what is done after this is done in another one than what was done before. */
function nextStep(folder: string): void {
  const probe = path.join(folder, 'probe');
  const time = (): bigint => {
    writeFileSync(probe, '');
    return lstatSync(probe, { bigint: true }).ctimeNs;
  };
  const before = time();
  while (time() === before);
}

describe.each([
  ['files that were changed just now', false],
  ['files that were changed an hour ago', true],
])('of %s', (_what, isLater) => {
  beforeEach(() => {
    if (isLater) vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each(STRATEGIES)(
    'a check with a cache tells what one without it does, whatever was done to the tree (%s)',
    async (strategy) => {
      const step = fc.record({ edit: fc.constantFrom(...EDITS), at: fc.nat(), how: fc.nat() });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom([], [PLAN]),
          fc.array(step, { minLength: 1, maxLength: 10 }),
          async (paths, steps) => {
            const [root, beside] = [temporaryFolder(), temporaryFolder()];
            writeSessions(root);
            const cache: CacheOptions = { file: path.join(beside, 'verdicts.json'), strategy };
            await told(root, { paths, cache });
            for (const { edit, at, how } of steps) {
              if (isLater) nextStep(beside);
              edited[edit]({ root, beside, cache: cache.file, at, how });
              const expected = await told(root, { paths });
              expect(await told(root, { paths, cache }), edit).toEqual(expected);
              expect(await told(root, { paths, cache }), `${edit}, the second time`).toEqual(expected);
            }
          },
        ),
        { numRuns: 25 },
      );
    },
    // Many checks of many trees, each with git's answers: a busy machine takes its time.
    240_000,
  );
});

test.each<[what: string, before: (state: string) => void, after: (state: string) => void]>([
  [
    'comes',
    (state) => {
      rmSync(state);
    },
    (state) => {
      writeFileSync(state, DISAGREES);
    },
  ],
  [
    'changes',
    () => undefined,
    (state) => {
      writeFileSync(state, DISAGREES);
    },
  ],
  [
    'goes',
    (state) => {
      writeFileSync(state, DISAGREES);
    },
    (state) => {
      rmSync(state);
    },
  ],
])('a plan that is checked alone is judged anew when the state beside it %s', async (_what, before, after) => {
  const [root, beside] = [temporaryFolder(), temporaryFolder()];
  writeSessions(root);
  const state = path.join(root, path.dirname(PLAN), 'state.json');
  const cache: CacheOptions = { file: path.join(beside, 'verdicts.json'), strategy: 'metadata' };
  const paths = [PLAN];
  before(state);
  const first = await told(root, { paths, cache });
  after(state);
  const second = await told(root, { paths, cache });
  expect(second).toEqual(await told(root, { paths }));
  expect(second).not.toEqual(first);
});

test('a session whose commits are there no more, or again, is judged anew', async () => {
  const repository = createRepository();
  const beside = temporaryFolder();
  const own = repository.commit();
  const tree = sessionOf('v2', { '/commits': [{ sha: own }, { sha: 'deadbeef' }], '/artifacts': undefined });
  for (const [file, content] of Object.entries(tree)) repository.write(file, content);
  const cwd = repository.root;
  const cache: CacheOptions = { file: path.join(beside, 'verdicts.json'), strategy: 'metadata' };
  const [git, aside] = [path.join(cwd, '.git'), path.join(beside, 'git')];
  const found: unknown[] = [];
  for (const [from, to] of [[], [git, aside], [aside, git]] as const) {
    if (from !== undefined && to !== undefined) renameSync(from, to);
    const expected = await told(cwd);
    expect(await told(cwd, { cache })).toEqual(expected);
    expect(await told(cwd, { cache })).toEqual(expected);
    found.push((expected as CheckResult).diagnostics.map(({ ruleId }) => ruleId));
  }
  expect(found).toEqual([['commit-unknown'], [], ['commit-unknown']]);
});

test('a file that a link leads to out of the tree is judged anew, though it is the same file', async () => {
  const [root, beside] = [temporaryFolder(), temporaryFolder()];
  writeSessions(root);
  mkdirSync(path.join(root, '.git'));
  const session = path.join(root, path.dirname(PLAN));
  const cache: CacheOptions = { file: path.join(beside, 'verdicts.json'), strategy: 'metadata' };
  const paths = [PLAN];
  const first = await told(root, { paths, cache });
  renameSync(session, path.join(beside, 'moved'));
  symlinkSync(path.join(beside, 'moved'), session);
  const second = await told(root, { paths, cache });
  expect(second).toEqual(await told(root, { paths }));
  expect(second).not.toEqual(first);
});

/** A value with one of another shape in the place of each of its parts, one after the other. */
function* replaced(value: unknown): Generator {
  for (const other of [null, -1, 0.5, 'x', true, {}, [null]])
    if (typeof other !== typeof value || !['string', 'boolean'].includes(typeof value)) yield other;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value) as [string, unknown][])
    for (const other of replaced(part)) {
      const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
      yield Object.assign(copy as object, { [key]: other });
    }
}

describe('what has the right header and checksum', () => {
  async function kept(): Promise<{ root: string; cache: CacheOptions; purpose: string; value: unknown }> {
    const [root, beside] = [temporaryFolder(), temporaryFolder()];
    const completed = { '/build_progress/checkpoints_completed': [1, 2, 2], '/build_progress/current_checkpoint': 3 };
    writeTree(root, sessionOf('v2', { ...completed, '/artifacts': undefined }));
    const cache: CacheOptions = { file: path.join(beside, 'verdicts.json'), strategy: 'metadata' };
    await told(root, { cache });
    const text = readFileSync(cache.file, 'utf8');
    const { purpose } = JSON.parse(text.slice(0, text.indexOf('\n'))) as { purpose: string };
    return { root, cache, purpose, value: readCache(cache.file, purpose) };
  }

  test('and has something of another shape anywhere is no cache', async () => {
    const { value } = await kept();
    expect(isRemembered(value)).toBe(true);
    const others = [...replaced(value)];
    expect(others.length).toBeGreaterThan(300);
    expect(others.filter(isRemembered)).toEqual([]);
  });

  test('and is of another shape counts as no cache', async () => {
    const { root, cache, purpose, value } = await kept();
    const expected = await told(root);
    const [one] = value as Record<string, object>[];
    for (const other of [null, {}, [null], [{ ...one, basis: {} }], [{ ...one, findings: [[{}]] }]]) {
      writeCache(cache.file, purpose, other);
      expect(await told(root, { cache }), JSON.stringify(other)).toEqual(expected);
    }
  });

  test('and is no JSON counts as no cache', async () => {
    const { root, cache, purpose } = await kept();
    const body = '[{"group": ';
    writeFileSync(cache.file, `${JSON.stringify({ stategate: 1, purpose, checksum: hashOf(body) })}\n${body}`);
    expect(await told(root, { cache })).toEqual(await told(root));
  });
});

describe('the stamp of a file', () => {
  test.each([
    ['proves nothing', 2_999, undefined],
    ['proves that the file is the same', 3_001, expect.any(String) as unknown],
  ])('%s when the file had changed %d ms before it was read', (_what, age, stamp) => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, 'text');
    vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(lstatSync(file).ctimeMs) + age });
    onTestFinished(() => void vi.useRealTimers());
    expect(basisOf(file).files).toMatchObject([{ path: file, size: 4, stamp }]);
  });

  test('that proves nothing has the file read again; one that does spares that', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, 'text');
    const planted = (basis: Basis): Basis => ({
      ...basis,
      files: basis.files.map((one) => ({ ...one, hash: 'other' })),
    });
    const fresh = planted(basisOf(file));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    const settled = planted(basisOf(file));
    expect(renewed(fresh, true)).toBeUndefined();
    expect(renewed(settled, true)).toEqual(settled);
    expect(renewed(settled, false)).toBeUndefined();
  });

  function basisOf(file: string): Basis {
    const recorder = createRecorder();
    const read = recorder.file(file);
    read(readFileSync(file));
    read(undefined);
    return recorder.basis()!;
  }
});
