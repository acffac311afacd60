import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import TJS from 'typescript-json-schema';
import { shapeOf } from './shape.mjs';

/** @typedef {import('./shape.mjs').Shape} Shape */

const packageFolder = new URL('node_modules/@anthropic-ai/claude-agent-sdk/', import.meta.url);
const declarations = fileURLToPath(new URL('sdk.d.ts', packageFolder));

/**
 * The hook types that the installed agent SDK declares, made to shapes by way of typescript-json-schema.
 *
 * @returns {{ version: string, events: Map<string, Shape>, outputs: Map<string, Shape>, synchronous: Shape,
 *   asynchronous: Shape, problems: string[] }} `problems` says why the shapes cannot be trusted, when they cannot
 */
export function readSdk() {
  const { version } = JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8'));
  const program = TJS.getProgramFromFiles(
    [declarations],
    {
      strict: true,
      target: 'es2022',
      module: 'nodenext',
      moduleResolution: 'nodenext',
      types: ['node'],
      // Off, so that the declarations themselves are checked: an import that does not resolve is then an error,
      // where it would otherwise turn into `any` without a word.
      skipLibCheck: false,
    },
    fileURLToPath(new URL('.', import.meta.url)),
  );
  const generator = TJS.buildGenerator(program, { required: true, strictNullChecks: true, ignoreErrors: true });
  if (!generator) throw new Error('typescript-json-schema could not read the declarations of the agent SDK');

  const shape = (/** @type {string} */ name) => {
    const schema = generator.getSchemaForSymbol(name);
    /** @type {import('./shape.mjs').Resolve} */
    const resolve = (ref) => {
      const target = schema.definitions?.[decodeURIComponent(ref.slice('#/definitions/'.length))];
      if (typeof target !== 'object') throw new Error(`${ref} does not resolve in the schema of ${name}`);
      return { schema: target, resolve };
    };
    return shapeOf(schema, resolve);
  };

  const problems = [...diagnosticsOf(program)];
  for (const name of ['HookInput', 'HookJSONOutput']) problems.push(...untypedParts(program, name));

  const events = variants('HookInput', shape('HookInput'), 'hook_event_name');
  const named = shape('HookEvent').members?.map((member) => JSON.parse(member)) ?? [];
  for (const name of named) if (!events.has(name)) problems.push(`HookEvent names ${name}, HookInput has no such arm`);
  for (const name of events.keys()) if (!named.includes(name)) problems.push(`HookEvent does not name ${name}`);

  const synchronous = shape('SyncHookJSONOutput');
  const asynchronous = shape('AsyncHookJSONOutput');
  const forms = new Set([...synchronous.properties.keys(), ...asynchronous.properties.keys()]);
  for (const name of shape('HookJSONOutput').properties.keys()) {
    if (!forms.has(name)) problems.push(`HookJSONOutput has a form besides the two known ones, with "${name}"`);
  }
  const specific = synchronous.properties.get('hookSpecificOutput');
  if (!specific) throw new Error('SyncHookJSONOutput has no hookSpecificOutput');
  const outputs = variants('hookSpecificOutput', specific.shape, 'hookEventName');
  return { version, events, outputs, synchronous, asynchronous, problems };
}

/**
 * @param {string} name
 * @param {Shape} shape
 * @param {string} by
 * @returns {Map<string, Shape>}
 */
function variants(name, shape, by) {
  if (shape.variants?.by !== by) throw new Error(`the arms of ${name} are not told apart by ${by}`);
  return shape.variants.of;
}

/**
 * @param {ts.Program} program
 * @returns {string[]} what the compiler finds wrong in the SDK's declarations
 */
function diagnosticsOf(program) {
  const file = program.getSourceFile(declarations);
  if (!file) return [`${declarations} was not read`];
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    (diagnostic) => `sdk.d.ts: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
  );
}

/**
 * The parts of a declared type that are `any`, or an object type with nothing in it. `unknown` is not among them:
 * only a declaration that says so yields it, whereas `any` is also what a type that cannot be resolved turns into.
 *
 * @param {ts.Program} program
 * @param {string} name
 * @returns {string[]}
 */
function untypedParts(program, name) {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(declarations);
  const module = file && checker.getSymbolAtLocation(file);
  const symbol = module && checker.getExportsOfModule(module).find((exported) => exported.name === name);
  if (!symbol) return [`the agent SDK does not export ${name}`];

  /** @type {string[]} */
  const found = [];
  const seen = new Set();
  const visit = (/** @type {ts.Type} */ type, /** @type {string} */ path) => {
    if (type.flags & ts.TypeFlags.Any) found.push(`${path} is any`);
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, path);
    else if (checker.isArrayType(type)) {
      for (const argument of checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)))
        visit(argument, `${path}/*`);
    } else if (type.flags & ts.TypeFlags.Object) {
      const properties = checker.getPropertiesOfType(type);
      const indexes = checker.getIndexInfosOfType(type);
      if (properties.length + indexes.length === 0) found.push(`${path} is an object type with nothing in it`);
      for (const property of properties) visit(checker.getTypeOfSymbol(property), `${path}/${property.name}`);
      for (const index of indexes) visit(index.type, `${path}/*`);
    }
  };
  visit(checker.getDeclaredTypeOfSymbol(symbol), name);
  if (seen.size < 2) found.push(`${name} has no parts`);
  return found;
}
