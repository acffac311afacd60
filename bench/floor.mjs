/**
 * The least that a Node program does that looks at these files: find them, read them, parse them. Prints how many.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

let files = 0;
const sessions = path.join('agents', 'sessions');
for (const session of readdirSync(sessions)) {
  for (const name of ['state.json', 'plan.json']) {
    const value = JSON.parse(readFileSync(path.join(sessions, session, name), 'utf8'));
    if (typeof value.session_id === 'string') files += 1;
  }
}
process.stdout.write(`${files} files\n`);
