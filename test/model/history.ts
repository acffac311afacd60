import { loadValidator } from '../../src/schema/generated/validators.js';
import type { SchemaId } from '../../src/schema/generated/schema-types.js';
import { KINDS } from '../../src/schema/kinds.js';
import { selectVariant } from '../../src/schema/select.js';
import type { Validate } from '../../src/schema/validate.js';
import type { Granularity } from '../../src/schema/vocabulary/changes.js';
import { type Choices, choicesFrom } from './choices.js';
import type { Mind } from './fresh.js';
import { placeFor, SENTENCES, type Subject, SUBJECTS } from './places.js';
import { createClock } from './times.js';
import { beginDocument } from './writer.js';

/** What a history is made of: lists of numbers that decisions are taken from. */
export interface Seeds {
  readonly start: readonly number[];
  /** One list a step. */
  readonly steps: readonly (readonly number[])[];
}

/** How one document came to be what it is. */
export interface History {
  readonly subject: Subject;
  readonly granularity: Granularity;
  /** Oldest first; the first is the document's creation. */
  readonly versions: readonly Version[];
}

export interface Version {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** `undefined` when the file is removed. */
  readonly value: unknown;
  /** It began as a copy of the version before, which is still there. */
  readonly isCopy?: true;
}

/** Changes a version that was about to be written; the document goes on from what comes of it. */
export type Interference = (step: number, before: Version | undefined, after: Version, choices: Choices) => Version;

export interface Outline {
  readonly subject: Subject;
  readonly granularity: Granularity;
  readonly seeds: Seeds;
  /** The place that should be there and change often. */
  readonly focus?: string;
  /** The states that it should come to. */
  readonly goals?: readonly string[];
}

/** Between two commits an agent may have moved several times. */
const MOST_CHANGES = 4;

/** And before the first of them many more. */
const MOST_CHANGES_BEFORE = 10;

const VALIDATORS = new Map<SchemaId, Validate>(
  await Promise.all(SUBJECTS.map(async ({ schema }) => [schema, await loadValidator[schema]()] as const)),
);

/**
 * Writes a history: the first version, and one a step.
 *
 * @param interfered the step, from 0, at which `interfere` is asked: something harmless changes there as well
 */
export function writeHistory(
  { subject, granularity, seeds, focus = '', goals = [] }: Outline,
  interfered?: number,
  interfere?: Interference,
): History {
  const place = placeFor(subject.kind, subject.schema);
  const mind = mindFor(subject, place.folder, { focus, goals });
  const first = choicesFrom(seeds.start);
  const isFine = (value: unknown): boolean => isSound(subject, value);
  const writer = beginDocument(subject.shape, mind, isFine, first);
  const versions: Version[] = [];
  let { file } = place;
  for (const [step, numbers] of [seeds.start, ...seeds.steps].entries()) {
    const choices = step === 0 ? first : choicesFrom(numbers);
    const changes =
      granularity === 'exact' ? Math.min(step, 1) : choices.upTo(step === 0 ? MOST_CHANGES_BEFORE : MOST_CHANGES);
    for (let left = changes; left > 0; left -= 1) writer.change(choices);
    if (granularity === 'sampled' && step > 0 && choices.chance(3)) writer.hurry(choices);
    let version: Version = { file, value: structuredClone(writer.value) };
    if (step === interfered && interfere) {
      if (step > 0) writer.note(choices);
      version = interfere(step, versions.at(-1), { file, value: structuredClone(writer.value) }, choices);
      writer.replace(structuredClone(version.value));
      file = version.file;
    }
    versions.push(version);
    // What follows a document of no schema is a beginning of its own.
    if (version.value === undefined || selectVariant(KINDS[subject.kind], version.value)?.schema === undefined) break;
  }
  return { subject, granularity, versions };
}

/** Whether a document is valid and is recognised as what it is. */
export function isSound(subject: Subject, value: unknown): boolean {
  return isRecognised(subject, value) && VALIDATORS.get(subject.schema)!(value);
}

/** Whether the checker tells by the document which schema it is of. */
function isRecognised({ kind, schema }: Subject, value: unknown): boolean {
  return selectVariant(KINDS[kind], value)?.schema === schema;
}

function mindFor({ schema, idAt }: Subject, folder: string, aim: Pick<Mind, 'focus' | 'goals'>): Mind {
  let last = 0;
  return {
    clock: createClock(),
    next: () => (last += 1),
    states: new Map(),
    ...aim,
    given: new Map([
      ...(idAt === undefined ? [] : [[idAt, folder] as const]),
      ['/$schema', SENTENCES[schema] ?? 'Kept by the writer of this file'] as const,
    ]),
  };
}
