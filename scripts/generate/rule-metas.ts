import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { globSync } from 'glob';
import type { RuleMeta } from '../../src/lint/rule.js';

/** What a configuration may say of a rule. */
export type ConfigurableRule = Pick<RuleMeta, 'id' | 'summary' | 'severity' | 'options'>;

const READ = `
const metas = [];
for (const file of JSON.parse(process.argv[1])) {
  const { id, summary, severity, options } = (await import(file)).default;
  metas.push({ id, summary, severity, options });
}
process.stdout.write(JSON.stringify(metas));`;

/**
 * What the rules' modules say of themselves. They are asked in a process of their own, so that what they import is loaded
 * here only when it has been generated anew. Throws where they cannot be loaded.
 */
export async function ruleMetas(root: string): Promise<ConfigurableRule[]> {
  const files = globSync('rules/*.ts', { cwd: root, posix: true, ignore: 'rules/index.ts' }).sort();
  const urls = files.map((file) => pathToFileURL(path.join(root, file)).href);
  const args = ['--import', 'tsx', '--input-type=module', '--eval', READ, JSON.stringify(urls)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as ConfigurableRule[];
}
