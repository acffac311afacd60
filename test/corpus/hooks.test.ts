import { readdirSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check, type CheckResult, type KindId } from '../../src/index.js';
import { CORPUS, lines, recordedPayloads } from './corpus.js';

const recorded = [...recordedPayloads().values()].flat();
const ours = recorded.filter(({ kind }) => kind === 'hook');
const foreign = recorded.filter(({ kind }) => kind !== 'hook');

describe('real hook payloads', () => {
  it('are there to be looked at', () => {
    expect(ours.length).toBeGreaterThan(2000);
    expect(foreign.length).toBeGreaterThan(50);
  });

  it('of Claude Code pass without a diagnostic', async () => {
    const result = await checkLines(
      ours.map(({ payload }) => JSON.stringify(payload)),
      'hook-event',
    );
    expect(result.diagnostics).toEqual([]);
    expect(result.summary.documents).toBe(ours.length);
  });

  it('of other clients get one note each, that they are foreign', async () => {
    const result = await checkLines(
      foreign.map(({ payload }) => JSON.stringify(payload)),
      'hook-event',
    );
    expect(result.diagnostics.map(({ ruleId, severity, line }) => [ruleId, severity, line])).toEqual(
      foreign.map((_recorded, index) => ['foreign-document', 'info', index + 1]),
    );
    expect(result.summary).toMatchObject({
      documents: foreign.length,
      skipped: foreign.length,
      errors: 0,
      warnings: 0,
    });
  });

  it('as captured from the client pass without a diagnostic', async () => {
    const captured = lines(path.join(CORPUS, 'claude-code-2.1.330.jsonl'));
    const result = await checkLines(captured, 'hook-event');
    expect(result.diagnostics).toEqual([]);
    expect(result.summary.documents).toBe(captured.length);
  });
});

describe('real hook logs', () => {
  let tree: string;

  beforeEach(async () => {
    tree = await mkdtemp(path.join(tmpdir(), 'stategate-corpus-'));
  });
  afterEach(async () => {
    await rm(tree, { recursive: true });
  });

  it('are found as they lie and pass without a diagnostic', async () => {
    const from = path.join(CORPUS, 'hook-logs');
    await cp(from, path.join(tree, 'agents/logging/hook_logs'), { recursive: true });
    const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.jsonl'));
    const total = files.reduce((sum, file) => sum + lines(path.join(from, file)).length, 0);

    const result = await check({ cwd: tree, config: false });
    expect(result.diagnostics).toEqual([]);
    expect(result.summary).toMatchObject({ files: files.length, documents: total, unparsed: 0, skipped: 0 });
    expect(total).toBeGreaterThan(100);
  });
});

function checkLines(texts: readonly string[], kind: KindId): Promise<CheckResult> {
  return check({ config: false, kind, stdin: { bytes: Buffer.from(texts.join('\n') + '\n'), file: 'payloads.jsonl' } });
}
