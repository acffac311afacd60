import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { loadConfig } from '../lint/config-file.js';
import type { RuleSetting } from '../lint/config.js';
import { ruleSetsOf } from '../lint/rule-sets.js';
import { unconfigured } from '../lint/settled.js';
import { ignoring } from '../workspace/ignores.js';
import { displayPath, toPosix } from '../workspace/paths.js';

/**
 * What the configuration comes to for a file, as JSON: the preset, and each rule's severity, with its options where it has
 * any. The file need not be there.
 */
export async function printedConfig(
  cwd: string,
  config: string | false | undefined,
  file: string,
): Promise<{ readonly text: string; readonly unloaded?: string }> {
  const { policy, ignores, folder, files, unloaded, ...rest } =
    config === false ? unconfigured(cwd) : await loadConfig(cwd, config, RULES);
  const absolute = path.resolve(cwd, file);
  const ruleSet = (await ruleSetsOf(RULES, policy)).of({ path: toPosix(absolute) });
  const rules = RULES.map(({ id }): [string, RuleSetting] => {
    const rule = ruleSet.find(id);
    if (!rule) return [id, 'off'];
    const { options } = ruleSet.contextOf(rule);
    const severity = ruleSet.severityOf(rule);
    return [id, Object.keys(options).length === 0 ? severity : [severity, options]];
  });
  const isIgnored = (await ignoring(ignores, folder))(absolute);
  const effective = { from: files, preset: policy.preset, isIgnored, ...rest, rules: Object.fromEntries(rules) };
  const text = `${JSON.stringify(effective, undefined, 2)}\n`;
  return unloaded === undefined ? { text } : { text, unloaded: displayPath(cwd, unloaded) };
}
