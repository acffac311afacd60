#!/usr/bin/env node
import { readFileSync, writeSync } from 'node:fs';
import { hook } from './hook.js';
import { keepCode } from './start/own-parts.js';

/** Standard input to its end; empty when it is closed. */
function readInput(): string {
  try {
    return readFileSync(0, 'utf8');
  } catch {
    return '';
  }
}

void hook(readInput(), process.env).then(({ event, stdout, stderr, code }) => {
  if (stdout !== '') writeSync(1, stdout);
  if (stderr !== '') writeSync(2, stderr);
  keepCode([event, stdout === '' ? 'silent' : 'speaks', code].join(' '));
  // What was given up may still be under way, such as a git that does not end.
  process.exit(code);
});
