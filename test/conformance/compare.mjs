// Compares the hook schemas of this project with the types that the agent SDK declares, event by event. Every
// difference must stand in differences.json, and everything in there must still differ.
//
//   node compare.mjs [folder of the schemas]

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readOwn } from './own.mjs';
import { readSdk } from './sdk.mjs';

/** @typedef {import('./shape.mjs').Shape} Shape */

/**
 * @typedef {object} Difference
 * @property {string} schema hook-event or hook-output
 * @property {string} event or the form of the output
 * @property {string} pointer into the document; * stands for every item of an array
 * @property {'event' | 'property' | 'required' | 'type' | 'member'} what
 * @property {string} sdk what the SDK says
 * @property {string} own what the schema here says
 */

const folder = process.argv[2] ?? fileURLToPath(new URL('../../schemas', import.meta.url));
const sdk = readSdk();
const own = readOwn(folder);
/** @type {{ differences: (Omit<Difference, 'event'> & { events: string[], reason: string })[] }} */
const reviewed = JSON.parse(readFileSync(new URL('differences.json', import.meta.url), 'utf8'));

/** @type {Difference[]} */
const differences = [];
const counted = {
  'hook-event': { events: 0, properties: 0, members: 0 },
  'hook-output': { events: 0, properties: 0, members: 0 },
};

compareEvents('hook-event', sdk.events, own.events);
compareEvents('hook-output', sdk.outputs, own.outputs);
const { synchronous, asynchronous } = sdk;
compareShapes(
  { schema: 'hook-output', event: 'synchronous' },
  // The arms of hookSpecificOutput have been compared one by one.
  { ...synchronous, properties: withoutArms(synchronous.properties) },
  own.synchronous,
);
compareShapes({ schema: 'hook-output', event: 'asynchronous' }, asynchronous, own.asynchronous);

const failures = [...sdk.problems, ...own.problems];
const unused = new Set(
  reviewed.differences.flatMap(({ events, reason, ...entry }) => {
    if (!reason) failures.push(`differences.json gives no reason for ${entry.schema} ${entry.pointer}`);
    return events.map((event) => key({ ...entry, event }));
  }),
);
const allowed = new Set(unused);
for (const difference of differences) {
  unused.delete(key(difference));
  if (!allowed.has(key(difference))) failures.push(`not reviewed: ${key(difference)}`);
}
for (const entry of unused) failures.push(`differences.json lists what is no longer so: ${entry}`);
for (const [schema, count] of Object.entries(counted)) {
  const named = schema === 'hook-event' ? own.events.size : own.outputs.size;
  if (count.events === 0 || count.properties === 0 || count.members === 0)
    failures.push(`${schema}: nothing was compared`);
  if (count.events < named) failures.push(`${schema}: ${count.events} of its ${named} events were compared`);
}

console.log(`hook schemas against the types of @anthropic-ai/claude-agent-sdk ${sdk.version}`);
for (const [schema, { events, properties, members }] of Object.entries(counted)) {
  console.log(`  ${schema.padEnd(12)} ${events} events, ${properties} properties, ${members} enum members compared`);
}
console.log(`  ${differences.length} differences, ${allowed.size} reviewed in differences.json`);
for (const failure of failures) console.error(`FAIL ${failure}`);
console.log(failures.length === 0 ? 'they agree' : `${failures.length} failures`);
process.exitCode = failures.length === 0 ? 0 : 1;

/**
 * @param {'hook-event' | 'hook-output'} schema
 * @param {Map<string, Shape>} declared
 * @param {Map<string, Shape>} described
 */
function compareEvents(schema, declared, described) {
  for (const event of new Set([...declared.keys(), ...described.keys()])) {
    const theirs = declared.get(event);
    const ours = described.get(event);
    if (theirs && ours) {
      counted[schema].events += 1;
      compareShapes({ schema, event }, theirs, ours);
    } else report({ schema, event, pointer: '' }, 'event', theirs ? 'present' : 'absent', ours ? 'present' : 'absent');
  }
}

/**
 * @param {{ schema: 'hook-event' | 'hook-output', event: string, pointer?: string }} at
 * @param {Shape} theirs
 * @param {Shape} ours
 */
function compareShapes({ schema, event, pointer = '' }, theirs, ours) {
  const at = { schema, event, pointer };
  const count = counted[schema];
  if (theirs.types.join() !== ours.types.join()) report(at, 'type', theirs.types.join(' | '), ours.types.join(' | '));
  if (theirs.members || ours.members) {
    if (!theirs.members || !ours.members) {
      report(at, 'member', theirs.members?.join(' | ') ?? 'open', ours.members?.join(' | ') ?? 'open');
    } else {
      for (const member of new Set([...theirs.members, ...ours.members])) {
        const [there, here] = [theirs.members.includes(member), ours.members.includes(member)];
        if (there && here) count.members += 1;
        else report(at, 'member', there ? member : 'absent', here ? member : 'absent');
      }
    }
  }
  if (theirs.items && ours.items) compareShapes({ schema, event, pointer: `${pointer}/*` }, theirs.items, ours.items);
  for (const name of new Set([...theirs.properties.keys(), ...ours.properties.keys()])) {
    const [there, here] = [theirs.properties.get(name), ours.properties.get(name)];
    const below = { schema, event, pointer: `${pointer}/${name}` };
    if (!there || !here) report(below, 'property', there ? 'present' : 'absent', here ? 'present' : 'absent');
    else {
      count.properties += 1;
      compareRequired(below, there.required, here.required);
      compareShapes(below, there.shape, here.shape);
    }
  }
  // What each arm of a union requires, which the arms taken together do not show.
  for (const [value, arm] of theirs.variants?.of ?? []) {
    const narrowed = ours.narrow(theirs.variants?.by ?? '', value);
    for (const name of new Set([...arm.properties.keys(), ...narrowed.properties.keys()])) {
      const [there, here] = [arm.properties.get(name), narrowed.properties.get(name)];
      const below = { schema, event, pointer: `${pointer}/${name} where ${theirs.variants?.by} is "${value}"` };
      compareRequired(below, there?.required ?? false, here?.required ?? false);
    }
  }
}

/**
 * @param {Pick<Difference, 'schema' | 'event' | 'pointer'>} at
 * @param {boolean} there
 * @param {boolean} here
 */
function compareRequired(at, there, here) {
  if (there !== here) report(at, 'required', there ? 'required' : 'optional', here ? 'required' : 'optional');
}

/**
 * @param {Pick<Difference, 'schema' | 'event' | 'pointer'>} at
 * @param {Difference['what']} what
 * @param {string} theirs
 * @param {string} ours
 */
function report(at, what, theirs, ours) {
  differences.push({ ...at, what, sdk: theirs, own: ours });
}

/** @param {Difference} difference */
function key({ schema, event, pointer, what, sdk: theirs, own: ours }) {
  return `${schema} ${event} ${pointer || '(whole)'}: ${what}: the SDK says ${theirs}, the schema ${ours}`;
}

/** @param {Shape['properties']} properties */
function withoutArms(properties) {
  const specific = properties.get('hookSpecificOutput');
  const name = specific?.shape.properties.get('hookEventName');
  if (!specific || !name) throw new Error('SyncHookJSONOutput has no hookSpecificOutput.hookEventName');
  const open = { ...name, shape: { ...name.shape, members: null } };
  const shape = { ...specific.shape, properties: new Map([['hookEventName', open]]), variants: null };
  return new Map([...properties, ['hookSpecificOutput', { ...specific, shape }]]);
}
