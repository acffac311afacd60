import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeOf } from './shape.mjs';

/** @typedef {import('./shape.mjs').Shape} Shape */
/** @typedef {import('./shape.mjs').Schema} Schema */

/**
 * The hook schemas of this project, as shapes. Events are those that the root dispatches on, since a definition that
 * no branch leads to checks nothing.
 *
 * @param {string} folder of the schemas
 * @returns {{ events: Map<string, Shape>, outputs: Map<string, Shape>, synchronous: Shape, asynchronous: Shape,
 *   problems: string[] }}
 */
export function readOwn(folder) {
  const read = (/** @type {string} */ name) => {
    /** @type {Schema} */
    const schema = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return schema;
  };
  /** @returns {import('./shape.mjs').Resolve} */
  const resolver = (/** @type {Schema} */ document) => (ref) => {
    const [file, pointer = ''] = ref.split('#');
    const target = file ? read(file) : document;
    const schema = pointer
      .split('/')
      .slice(1)
      .reduce((/** @type {any} */ at, key) => at?.[key], target);
    if (!schema) throw new Error(`${ref} does not resolve`);
    return { schema, resolve: resolver(target) };
  };

  const event = read('hook-event.schema.json');
  const output = read('hook-output.schema.json');
  const { synchronous } = output.definitions;
  const events = dispatched(event, 'hook_event_name');
  const outputs = dispatched(synchronous.properties.hookSpecificOutput, 'hookEventName');
  const shapes = (/** @type {Map<string, string>} */ refs, /** @type {Schema} */ document) =>
    new Map([...refs].map(([name, ref]) => [name, shapeOf({ $ref: ref }, resolver(document))]));
  // hookSpecificOutput is compared event by event, so only its own keywords count here.
  const { allOf: _branches, ...specific } = synchronous.properties.hookSpecificOutput;
  return {
    events: shapes(events, event),
    outputs: shapes(outputs, output),
    synchronous: shapeOf(
      { ...synchronous, properties: { ...synchronous.properties, hookSpecificOutput: specific } },
      resolver(output),
    ),
    asynchronous: shapeOf(output.definitions.asynchronous, resolver(output)),
    problems: [
      ...undispatched('hook-event', event, events),
      ...undispatched('hook-output', output, outputs),
      ...event.definitions.eventName.enum
        .filter((/** @type {string} */ name) => !events.has(name))
        .map((/** @type {string} */ name) => `hook-event: eventName lists ${name}, but no branch leads to it`),
      ...[...events.keys()]
        .filter((name) => !event.definitions.eventName.enum.includes(name))
        .map((name) => `hook-event: eventName does not list ${name}`),
    ],
  };
}

/**
 * @param {Schema} schema with branches {if: {properties: {[by]: {const}}}, then: {$ref}}
 * @param {string} by
 * @returns {Map<string, string>} event name → $ref
 */
function dispatched(schema, by) {
  const branches = schema.allOf.flatMap((/** @type {Schema} */ branch) => {
    const name = branch.if?.properties?.[by]?.const;
    return name === undefined ? [] : [[name, branch.then.$ref]];
  });
  return new Map(branches);
}

/**
 * @param {string} kind
 * @param {Schema} schema
 * @param {Map<string, string>} branches
 * @returns {string[]} definitions of events that no branch leads to, and branches that lead to another event
 */
function undispatched(kind, schema, branches) {
  const wrong = [...branches].filter(([name, ref]) => ref !== `#/definitions/${name}`);
  const dead = Object.keys(schema.definitions).filter((name) => /^[A-Z]/.test(name) && !branches.has(name));
  return [
    ...wrong.map(([name, ref]) => `${kind}: the branch of ${name} leads to ${ref}`),
    ...dead.map((name) => `${kind}: no branch leads to the definition of ${name}`),
  ];
}
