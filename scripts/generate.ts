/**
 * Writes every generated file from its source; with `--check` writes nothing and fails when one is stale.
 *
 *     npm run generate
 *     npm run generate -- --check
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { annotationMistakes } from './generate/annotations.js';
import { changePlanFiles } from './generate/change-plans.js';
import { withRules } from './generate/configurable-rules.js';
import { diagramFiles } from './generate/diagrams.js';
import type { Files } from './generate/files.js';
import { formatFiles } from './generate/formats.js';
import { globFiles } from './generate/globs.js';
import { libraryFiles } from './generate/library.js';
import { lifecycleFiles } from './generate/lifecycles.js';
import { patternFiles } from './generate/patterns.js';
import { propertyFiles } from './generate/properties.js';
import { reportPageFiles } from './generate/report-page.js';
import { type ConfigurableRule, ruleMetas } from './generate/rule-metas.js';
import { ruleFiles } from './generate/rules.js';
import { schemasFromTypes } from './generate/schemas-from-types.js';
import { schemaTypeFiles } from './generate/schema-types.js';
import { readSchemas } from './generate/schemas.js';
import { validatorFiles } from './generate/validators.js';

const root = path.resolve(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');

const stale = new Set<string>();
// The rules import what is generated. Where that is broken, as after a merge, a round without them mends it.
const rules = await ruleMetas(root).catch(() => undefined);
if ((await generate(rules ?? [])) && !rules && !checkOnly) await generate(await ruleMetas(root));

/** Returns whether the schemas are sound; where they are not, nothing is generated. */
async function generate(rules: readonly ConfigurableRule[]): Promise<boolean> {
  // The schemas that come from TypeScript types are inputs of the later steps, so they come first.
  const fromTypes = await formatted(withRules(schemasFromTypes(root), rules));
  const schemas = await readSchemas(root, fromTypes);
  const mistakes = annotationMistakes(schemas);
  if (mistakes.length > 0) {
    console.error(
      `the schemas are not sound; nothing was generated:\n${mistakes.map((line) => `  ${line}`).join('\n')}`,
    );
    process.exitCode = 1;
    return false;
  }
  const types = await schemaTypeFiles(schemas);
  const files: Files = new Map([
    ...fromTypes,
    ...(await formatted(
      new Map([
        ...types.files,
        ...libraryFiles(schemas, types.names),
        ...validatorFiles(schemas),
        ...propertyFiles(schemas),
        ...patternFiles(schemas),
        ...lifecycleFiles(schemas),
        ...diagramFiles(schemas),
        ...changePlanFiles(schemas),
        ...globFiles(),
        ...formatFiles(root),
        ...(await reportPageFiles(root)),
        ...ruleFiles(root),
      ]),
    )),
  ]);

  await update(files);
  // What shows the program at work is made with the files that were just generated.
  const { pictureFiles } = await import('./generate/picture.js');
  const { readmeFiles } = await import('./generate/readme.js');
  const pages = new Map([...(await pictureFiles(root)), ...(await formatted(await readmeFiles(root)))]);
  await update(pages);
  for (const file of await leftovers(files)) {
    stale.add(file);
    if (!checkOnly) await rm(path.join(root, file));
  }

  if (checkOnly && stale.size > 0) {
    console.error(
      `stale generated files; run \`npm run generate\`:\n${[...stale].map((file) => `  ${file}`).join('\n')}`,
    );
    process.exitCode = 1;
  } else {
    const verb = checkOnly ? 'up to date' : `${String(stale.size)} written`;
    console.log(`${String(files.size + pages.size)} generated files, ${verb}`);
  }
  return true;
}

/** Writes the files that differ from what is on disk. */
async function update(generated: Files): Promise<void> {
  for (const [file, text] of generated) {
    const absolute = path.join(root, file);
    const before = await readFile(absolute, 'utf8').catch(() => undefined);
    if (before === text) continue;
    stale.add(file);
    if (checkOnly) continue;
    await mkdir(path.dirname(absolute), { recursive: true });
    await writeFile(absolute, text);
  }
}

async function formatted(unformatted: Files): Promise<Files> {
  const result: Files = new Map();
  for (const [file, text] of unformatted) {
    const options = await resolveConfig(path.join(root, file));
    // Validators are machine code in all but name: formatting them costs seconds and helps nobody.
    const skip = file.includes('/validators/');
    result.set(file, skip ? text : await format(text, { ...options, filepath: file }));
  }
  return result;
}

/** Files in the generated folders that nothing generates any more. */
async function leftovers(current: Files): Promise<string[]> {
  const { globSync } = await import('glob');
  return globSync('src/schema/generated/**/*', { cwd: root, nodir: true, posix: true }).filter(
    (file) => !current.has(file),
  );
}
