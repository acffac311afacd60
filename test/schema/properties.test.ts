import { describe, expect, test } from 'vitest';
import type { Path } from '../../src/document/position.js';
import type { SchemaId } from '../../src/schema/generated/schema-types.js';
import { propertiesAt } from '../../src/schema/properties.js';

describe('the properties that a schema names', () => {
  test.each<[string, SchemaId, Path, string]>([
    ['at the root', 'dev-notes', [], 'notes'],
    ['in an object', 'session-state-v2', ['build_progress'], 'checkpoints_completed'],
    ['in an element, whatever its index', 'dev-notes', ['notes', 41], 'category'],
    ['deep down', 'plan-v2', ['checkpoints', 0, 'task_groups', 3, 'tasks', 1, 'actions', 0], 'command'],
    ['through a reference to another file', 'session-state-v1', ['plan_state'], 'current_task'],
    ['in a branch', 'hook-event', [], 'tool_use_id'],
    ['in a condition inside an object', 'agent-log', ['payload'], 'duration_ms'],
    ['in another schema as a part', 'hook-log', ['payload'], 'hook_event_name'],
    ['in the configuration', 'config', [], 'ignores'],
  ])('%s', (_name, schema, path, property) => {
    expect(propertiesAt(schema, path)).toContain(property);
  });

  test.each<[string, SchemaId, Path]>([
    ['where it names none', 'session-state-v3', ['intake', 'data']],
    ['in an array, of which only elements have properties', 'dev-notes', ['notes']],
    ['at a place that it does not know', 'dev-notes', ['appendix']],
    ['at a key that only looks like a path', 'session-state-v2', ['git/branch']],
    ['at a key that looks like a deeper place', 'plan-v2', ['checkpoints/*']],
    ['at what every object inherits', 'dev-notes', ['constructor']],
  ])('are none %s', (_name, schema, path) => {
    expect([...propertiesAt(schema, path)]).toEqual([]);
  });
});
