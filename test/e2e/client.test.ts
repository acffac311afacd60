import { afterEach, describe, expect, it } from 'vitest';
import { runClient } from './client.js';
import { Project } from './project.js';
import { recorded, type RecorderAnswer, recorderSettings } from './recording.js';
import { say, type Script, use, useAgent } from './script.js';

/** What the gate's answers rest on: facts about the client that a new version may change. */
describe('the client', () => {
  let project: Project;

  afterEach(() => {
    project.remove();
  });

  /** Sets up a project in which the recorder answers the events it is told to, and those that are listed. */
  function setUp(events: readonly string[], answers: readonly RecorderAnswer[] = []): void {
    project = new Project({ 'lamp.txt': 'dark\n' });
    project.write({ '.claude/settings.json': recorderSettings(project, events, answers) });
  }

  function eventsSeen(): string[] {
    return recorded(project).map(({ payload }) => payload.hook_event_name);
  }

  it('does not make a call that PreToolUse denies, and tells the model the reason', async () => {
    const hookSpecificOutput = {
      hookEventName: 'PreToolUse',
      permissionDecision: 'deny',
      permissionDecisionReason: 'it is day',
    };
    setUp(['PreToolUse'], [{ event: 'PreToolUse', output: { hookSpecificOutput } }]);
    const write = use('Write', { file_path: project.path('lamp.txt'), content: 'lit\n' });
    const run = await runClient({ project: project.root, script: [[write]] });
    expect(run.resultOf(write)).toMatchObject({ isError: true, text: 'PreToolUse:Write hook error: it is day' });
    expect(project.read('lamp.txt')).toBe('dark\n');
  });

  it('tells the model what PostToolUse blocks for, beside the result', async () => {
    setUp(['PostToolUse'], [{ event: 'PostToolUse', output: { decision: 'block', reason: 'it is day' } }]);
    const bash = use('Bash', { command: 'echo lit > lamp.txt', description: 'light' });
    const run = await runClient({ project: project.root, script: [[bash]] });
    expect(run.resultOf(bash).isError).toBe(false);
    expect(run.said).toMatch(/^PostToolUse:Bash hook blocking error from command: .*: it is day$/mu);
  });

  it('goes on after a Stop that is blocked, and says so at the next one', async () => {
    setUp(['Stop'], [{ event: 'Stop', to: 1, output: { decision: 'block', reason: 'the lamp is lit' } }]);
    const run = await runClient({ project: project.root, script: [[say('first')], [say('second')]] });
    expect(run.said).toContain('Stop hook feedback:\nthe lamp is lit');
    expect(recorded(project).map(({ payload }) => payload['stop_hook_active'])).toEqual([false, true]);
  });

  it('tells of a command that fails by another event than of one that does not', async () => {
    setUp(['PostToolUse', 'PostToolUseFailure', 'PostToolBatch']);
    const bash = use('Bash', { command: 'echo lit > lamp.txt; exit 3', description: 'light' });
    await runClient({ project: project.root, script: [[bash]] });
    expect(eventsSeen()).toEqual(['PostToolUseFailure', 'PostToolBatch']);
  });

  it('ends at once, without Stop, where PostToolBatch blocks', async () => {
    setUp(['PostToolBatch', 'Stop'], [{ event: 'PostToolBatch', output: { decision: 'block', reason: 'no' } }]);
    const bash = use('Bash', { command: 'echo lit', description: 'light' });
    const run = await runClient({ project: project.root, script: [[bash]] });
    expect(run.turns).toHaveLength(1);
    expect(eventsSeen()).toEqual(['PostToolBatch']);
  });

  it('makes writing calls of one turn one after another', async () => {
    setUp(['PreToolUse', 'PostToolUse', 'PostToolBatch']);
    const write = (name: string): ReturnType<typeof use> =>
      use('Write', { file_path: project.path(name), content: 'lit\n' });
    await runClient({ project: project.root, script: [[write('lamp.txt'), write('other.txt')]] });
    expect(eventsSeen()).toEqual(['PreToolUse', 'PostToolUse', 'PreToolUse', 'PostToolUse', 'PostToolBatch']);
  });

  it('names the sub-agent in the events of its tools', async () => {
    setUp(['PostToolUse', 'SubagentStop']);
    const write = use('Write', { file_path: project.path('lamp.txt'), content: 'lit\n' });
    const script: Script = [[useAgent('Light it', [[write], [say('lit')]])]];
    await runClient({ project: project.root, script });
    const inside = recorded(project).filter(({ payload }) => payload['tool_name'] === 'Write');
    expect(inside.map(({ payload }) => payload['agent_type'])).toEqual(['general-purpose']);
    expect(eventsSeen()).toContain('SubagentStop');
  });

  it('asks ConfigChange before it takes over settings, and leaves them when that blocks', async () => {
    setUp(['ConfigChange', 'Stop'], [{ event: 'ConfigChange', output: { decision: 'block', reason: 'no' } }]);
    const bash = use('Bash', { command: `echo '{}' > .claude/settings.json; sleep 3`, description: 'unhook' });
    await runClient({ project: project.root, script: [[bash]] });
    expect(eventsSeen()).toEqual(['ConfigChange', 'Stop']);
  });

  it('gives hooks the folder of the project, wherever the agent has gone', async () => {
    setUp(['PostToolUse']);
    const bash = use('Bash', { command: 'mkdir there && cd there', description: 'go' });
    await runClient({
      project: project.root,
      script: [[bash], [use('Bash', { command: 'pwd', description: 'where' })]],
    });
    const last = recorded(project).at(-1)!;
    expect(last.payload['cwd']).toBe(project.path('there'));
    expect(last.env['CLAUDE_PROJECT_DIR']).toBe(project.root);
  });
});
