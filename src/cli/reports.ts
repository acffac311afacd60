import { readlinkSync, realpathSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { CheckResult } from '../check/check.js';
import { Fault } from '../lint/fault.js';
import { fill } from '../lint/message.js';
import type { RuleMeta } from '../lint/rule.js';
import { FORMATS } from '../report/index.js';
import { nearest } from '../schema/near.js';
import { usesColor } from './color.js';
import { columnsOf } from './columns.js';
import type { Io } from './io.js';
import { writeAll } from './write-all.js';
import { writeFile } from './write-file.js';

type FormatName = keyof typeof FORMATS;

/** A report that is asked for. */
export interface Wish {
  readonly format: FormatName;
  /** The file it goes to, as named; absent: standard output. */
  readonly file?: string;
}

/** Where a report goes: a file by its absolute path, links followed, or standard output. */
interface Target extends Wish {
  readonly place?: string;
}

/** Takes a `--format` beside those before it: a format's name, and, after a colon, a file. */
export function addWish(text: string, before: readonly Wish[] = []): readonly Wish[] {
  const [, name = '', file] = /^([^:]*)(?::(.*))?$/su.exec(text) ?? [];
  if (!Object.hasOwn(FORMATS, name)) {
    const names = Object.keys(FORMATS);
    const near = nearest(name, names);
    const question = near === undefined ? '.' : `; did you mean ${near}?`;
    throw new InvalidArgumentError(`Allowed choices are ${names.join(', ')}${question}`);
  }
  if (file === '') throw new InvalidArgumentError('It names no file after the colon.');
  const format = name as FormatName;
  return [...before, file === undefined || file === '-' ? { format } : { format, file }];
}

/** The report where none is asked for: agents tell of themselves in their environment. */
export function usualWish(env: Io['env']): Wish {
  return { format: env['CLAUDECODE'] || env['AI_AGENT'] ? 'agent' : 'pretty' };
}

/**
 * Finds out where reports go, before there is anything to report. Throws a `Fault` where two would go to one place, or
 * one to a place that cannot be written to.
 */
export function targetsOf(wishes: readonly Wish[], cwd: string): readonly Target[] {
  const taken = new Map<string | undefined, Wish>();
  return wishes.map((wish) => {
    const place = wish.file === undefined ? undefined : placeOf(wish.file, cwd);
    const other = taken.get(place);
    if (other) {
      const data = { one: other.format, other: wish.format, file: wish.file ?? 'standard output' };
      const advice = wish.file === undefined ? '; name a file for one, as in {other}:FILE' : '';
      throw new Fault(fill(`the reports {one} and {other} would both go to {file}${advice}`, data));
    }
    taken.set(place, wish);
    return { ...wish, ...(place !== undefined && { place }) };
  });
}

/** Where a file is written that is named: a link stays, and what it leads to is written. */
function placeOf(file: string, cwd: string): string {
  const absolute = path.resolve(cwd, file);
  const stands = statsOf(absolute);
  if (stands?.isDirectory() === true || NAMES_FOLDER.test(file)) {
    throw new Fault(fill('{file} is a folder; a report is written to a file', { file }));
  }
  if (stands) return realpathSync(absolute);
  const target = endOfLinks(absolute);
  if (target === undefined) throw new Fault(fill('{file} is a link that leads to no file', { file }));
  const folder = path.dirname(target);
  if (!statsOf(folder)?.isDirectory()) {
    const shown = target === absolute ? path.dirname(file) : folder;
    throw new Fault(fill('there is no folder {folder} to write {file} to', { folder: shown, file }));
  }
  return path.join(realpathSync(folder), path.basename(target));
}

/** A name of this form is of a folder, whether there is one or not. */
const NAMES_FOLDER = path.sep === '/' ? /\/\.?$/u : /[\\/]\.?$/u;

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** Where links lead, though nothing is there yet; `undefined` where they lead in a circle. */
function endOfLinks(file: string): string | undefined {
  let at = file;
  for (let left = MOST_LINKS; left > 0; left -= 1) {
    const target = linkTarget(at);
    if (target === undefined) return at;
    at = path.resolve(realpathSync(path.dirname(at)), target);
  }
  return undefined;
}

function linkTarget(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined; // It is no link.
  }
}

function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

/** What all reports of a run have in common. */
interface Look {
  /** What the flags say of colours. */
  readonly color: boolean | undefined;
  readonly quiet: boolean;
  /** What can have found something. */
  readonly rules: readonly RuleMeta[];
  /** This program's. */
  readonly version: string;
}

/** Writes each report to its place: files first, so that what is read at once comes when all is there. */
export async function writeReports(
  result: CheckResult,
  targets: readonly Target[],
  { color, ...rest }: Look,
  io: Io,
): Promise<void> {
  const files = targets.filter(({ place }) => place !== undefined);
  for (const { format, place, file } of [...files, ...targets.filter((target) => !files.includes(target))]) {
    const write = await FORMATS[format]();
    const common = { ...rest, cwd: io.cwd };
    if (place === undefined) {
      const look = { ...common, color: usesColor(color, io.stdout, io.env), columns: columnsOf(io.stdout, io.env) };
      await writeAll(io.stdout, await write(result, look));
    } else {
      await writeFile(place, await write(result, { ...common, color: color === true }), file);
    }
  }
}
