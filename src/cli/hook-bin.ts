#!/usr/bin/env node
import { readFileSync, writeSync } from 'node:fs';
import { hook } from './hook.js';

/** Standard input to its end; empty when it is closed. */
function readInput(): string {
  try {
    return readFileSync(0, 'utf8');
  } catch {
    return '';
  }
}

void hook(readInput(), process.env).then(({ stdout, stderr, code }) => {
  if (stdout !== '') writeSync(1, stdout);
  if (stderr !== '') writeSync(2, stderr);
  // What was given up may still be under way, such as a git that does not end.
  process.exit(code);
});
