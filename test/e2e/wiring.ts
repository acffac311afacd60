import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Project } from './project.js';

const STATEGATE = path.resolve(import.meta.dirname, '../..');
const COMMAND = 'node "$CLAUDE_PROJECT_DIR/node_modules/stategate/dist/cli/hook.cjs"';

const EVENTS = {
  PreToolUse: 'Write|Edit|MultiEdit|NotebookEdit|mcp__.*',
  PostToolUse: '*',
  PostToolUseFailure: '*',
  PostToolBatch: undefined,
  ConfigChange: undefined,
  Stop: undefined,
  SubagentStop: undefined,
  SessionStart: undefined,
};

/** Puts the built package where npm would, and the hooks into the project's settings. */
export function wire(project: Project): void {
  mkdirSync(project.path('node_modules'), { recursive: true });
  symlinkSync(STATEGATE, project.path('node_modules/stategate'));
  const hooks = [{ type: 'command', command: COMMAND, timeout: 10 }];
  const entries = Object.entries(EVENTS).map(([event, matcher]) => [
    event,
    [{ ...(matcher !== undefined && { matcher }), hooks }],
  ]);
  project.write({ '.claude/settings.json': { hooks: Object.fromEntries(entries) as object } });
}
