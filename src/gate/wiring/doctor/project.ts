import { RULES } from '../../../../rules/index.js';
import { loadConfig } from '../../../lint/config-file.js';
import { isFault } from '../../../lint/fault.js';
import { displayPath } from '../../../workspace/paths.js';
import { openLedger } from '../../ledger/ledger.js';
import type { Project } from '../../project.js';
import type { Finding } from './finding.js';

/** Looks at the configuration and at what the gate remembers. */
export async function lookAtProject({ root, ledger }: Project): Promise<Finding[]> {
  return [...(await configFindings(root)), ledgerFinding(ledger)];
}

async function configFindings(root: string): Promise<Finding[]> {
  const topic = 'project';
  try {
    const config = await loadConfig(root, undefined, RULES);
    const isDefault = config.files.length === 0;
    const findings: Finding[] = [
      {
        topic,
        state: 'good',
        message: isDefault ? 'no configuration, so all is as usual' : 'the configuration is valid',
      },
    ];
    if (config.unloaded !== undefined) {
      const file = displayPath(root, config.unloaded);
      findings.push({
        topic,
        state: 'none',
        message: `${file} is not loaded: it is a program, which stategate check runs where it is named with --config, and the gate never`,
      });
    }
    if (config.protect === false) {
      findings.push({
        topic,
        state: 'none',
        message: 'agents may change the configuration and the hooks ("protect": false)',
      });
    }
    return findings;
  } catch (error) {
    if (!isFault(error)) throw error;
    return error.message
      .split('\n')
      .map((message) => ({ topic, state: 'bad', message, todo: 'mend the configuration' }));
  }
}

function ledgerFinding(folder: string): Finding {
  const { state, damaged, isNew } = openLedger(folder).read();
  const topic = 'project';
  if (damaged !== undefined) {
    const todo = 'none: it is set aside and begun anew with the next hook; git tells what was there before';
    return { topic, state: 'bad', message: damaged, todo };
  }
  if (isNew)
    return { topic, state: 'none', message: 'the gate remembers nothing yet; it begins with the first session' };
  const count = Object.keys(state.files).length;
  return { topic, state: 'good', message: `the gate remembers ${count} file${count === 1 ? '' : 's'}` };
}
