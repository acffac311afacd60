import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../..');
const NODES = ['node20', 'node22', 'node24'].map(
  (name) => [name, path.join(import.meta.dirname, 'node_modules', name, 'bin/node')] as const,
);

/** A project that has installed the packed package, as a user has it. */
let project: string;
let bin: string;
/** A tree of 700 sessions, every seventh in a phase that there is not. */
let many: string;

beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'stategate-package-'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: ROOT,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await writeFile(path.join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await run('npm', ['install', '--no-audit', '--no-fund', path.join(project, filename)], { cwd: project });
  bin = path.join(project, 'node_modules/stategate/dist/cli/bin.cjs');
  many = path.join(project, 'many');
  await plantSessions(many, 700);
});

afterAll(async () => {
  await rm(project, { recursive: true });
});

describe.each(NODES)('the packed package on %s', (_name, node) => {
  it('checks the demo tree from the command line', async () => {
    const outcome = await runFailing(node, [bin, 'check', '--format', 'json', path.join(ROOT, 'fixtures/demo')]);
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    const { summary } = JSON.parse(outcome.stdout) as { summary: object };
    expect(summary).toEqual({
      files: 9,
      documents: 9,
      steps: 0,
      skipped: 0,
      unparsed: 0,
      errors: 4,
      warnings: 1,
    });
  });

  it('prints for people, too', async () => {
    const { stdout } = await runFailing(node, [bin, 'check', '--color', path.join(ROOT, 'fixtures/demo')]);
    expect(stdout).toContain('\u001b[31merror\u001b[39m  current_phase is "biuld"');
  });

  it('finds the same in several threads as in one', async () => {
    const inOne = await runFailing(node, [bin, 'check', '--threads', '1', many]);
    const inThree = await runFailing(node, [bin, 'check', '--threads', '3', many]);
    expect(inOne.stdout).toContain('700 files (700 documents, 700 sessions): 100 errors');
    expect([inThree.code, inThree.stdout, inThree.stderr]).toEqual([1, inOne.stdout, '']);
  });

  it('checks in several threads as a library', async () => {
    const program = `
      import { check } from 'stategate';
      const progress = [];
      const { summary, sessions } = await check({ paths: [${JSON.stringify(many)}], threads: 3, onProgress: (done) => progress.push(done) });
      console.log(JSON.stringify([summary.errors, sessions, progress.length < 700, progress.every((done, at) => at === 0 || done >= progress[at - 1])]));
    `;
    await writeFile(path.join(project, 'threads.js'), program);
    expect(JSON.parse((await run(node, ['threads.js'], { cwd: project })).stdout)).toEqual([100, 700, true, true]);
  });

  it('is imported as a library', async () => {
    const program = `
      import { check, isSessionState, parseHookEvent, schemas, KINDS } from 'stategate';
      const { summary } = await check({ paths: [${JSON.stringify(path.join(ROOT, 'fixtures/demo'))}] });
      const event = parseHookEvent(JSON.stringify({ hook_event_name: 'SessionEnd', session_id: 's', transcript_path: '/t', cwd: '/', reason: 'other' }));
      console.log(JSON.stringify([summary.errors, isSessionState({}), event.status, schemas.plan === undefined, Object.keys(KINDS).length]));
    `;
    await writeFile(path.join(project, 'program.js'), program);
    const { stdout, stderr } = await run(node, ['program.js'], { cwd: project });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([4, false, 'event', true, 16]);
  });

  it('offers each schema as a file', async () => {
    const program = `
      import { createRequire } from 'node:module';
      console.log(createRequire(import.meta.url)('stategate/schemas/plan-v2.schema.json').title);
    `;
    await writeFile(path.join(project, 'schema.js'), program);
    expect((await run(node, ['schema.js'], { cwd: project })).stdout).toBe('Plan v2\n');
  });
});

describe('the packed package', () => {
  it('has types that a strict program compiles against', async () => {
    await writeFile(
      path.join(project, 'typed.ts'),
      `import { check, isHookEvent, isPlan, migrate, type Diagnostic, type HookEvent } from 'stategate';
       export const files = async (): Promise<string[]> => (await migrate({ to: 2, writes: false })).migrated.map(({ file }) => file);
       export function toolOf(event: HookEvent): string | undefined {
         return event.hook_event_name === 'PreToolUse' ? event.tool_name : undefined;
       }
       export function titles(value: unknown): string[] {
         return isPlan(value) ? value.checkpoints.map(({ title }) => title ?? '') : [];
       }
       export const messages = async (): Promise<string[]> => (await check()).diagnostics.map((one: Diagnostic) => one.message);
       export const guard: (value: unknown) => value is HookEvent = isHookEvent;`,
    );
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = ['--strict', '--noEmit', '--module', 'nodenext', '--skipLibCheck', 'false', 'typed.ts'];
    await expect(run(process.execPath, [tsc, ...flags], { cwd: project })).resolves.toMatchObject({ stdout: '' });
  });

  it('brings no other package with it', async () => {
    const manifest = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest['dependencies']).toBeUndefined();
  });

  it('names the packages whose code it contains, with their licences', async () => {
    const notices = await readFile(path.join(project, 'node_modules/stategate/dist/third-party.txt'), 'utf8');
    for (const name of ['ajv', 'commander', 'glob']) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'mu'));
  });
});

async function runFailing(file: string, args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return run(file, args).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
}

async function plantSessions(tree: string, sessions: number): Promise<void> {
  const healthy = '2026-03-02_rate-limit-login_h4t8vd';
  const text = await readFile(path.join(ROOT, 'fixtures/demo/agents/sessions', healthy, 'state.json'), 'utf8');
  for (let number = 0; number < sessions; number += 1) {
    const id = healthy.replace('h4t8vd', `s${String(number).padStart(5, '0')}`);
    const folder = path.join(tree, 'agents/sessions', id);
    await mkdir(folder, { recursive: true });
    const state = text.replaceAll(healthy, id);
    const wrong = state.replace(/"current_phase": *"\w+"/u, '"current_phase": "biuld"');
    await writeFile(path.join(folder, 'state.json'), number % 7 === 0 ? wrong : state);
  }
}
