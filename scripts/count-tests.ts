/** Adds up what the test runs of this checkout reported, and prints the sum as the last line of a CI run. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Counts {
  numPassedTests: number;
  numFailedTests: number;
}

const folder = path.resolve(import.meta.dirname, '../coverage/reports');
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder)) {
  const counts = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Counts;
  console.log(`${path.basename(file, '.json')}: ${counts.numPassedTests} of them`);
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
