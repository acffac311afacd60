import type { SchemaError, Validate } from './validate.js';

/** How many errors of one document a validator collects: a hostile document can have one in every third byte. */
export const MOST_ERRORS = 1000;

/** Thrown out of a validator that has found more than it may collect. */
class Enough extends Error {
  constructor(readonly errors: SchemaError[]) {
    super('more errors than are collected');
  }
}

/** Adds an error to those found so far. The generated validators call it where Ajv's own code has no bound. */
export function addError(found: SchemaError[], error: SchemaError): void {
  // An error without a keyword only tells that a condition does not hold; it is taken back.
  if (found.length >= MOST_ERRORS && Object.hasOwn(error, 'keyword')) throw new Enough(found);
  found.push(error);
}

/**
 * Adds errors to those found so far, in place. The generated validators call it where Ajv's own code makes a new array
 * each time, which takes time that grows with the square of the errors.
 */
export function joinErrors(found: SchemaError[], more: readonly SchemaError[]): SchemaError[] {
  for (const error of more) addError(found, error);
  return found;
}

/** Makes a validator that stops at too many errors, and says so, of one that throws then. */
export function bounded(validate: Validate): Validate {
  const bound: Validate = (value) => {
    try {
      const fits = validate(value);
      bound.errors = validate.errors ?? null;
      bound.stopped = false;
      return fits;
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
      bound.errors = error.errors;
      bound.stopped = true;
      return false;
    }
  };
  return bound;
}
