/**
 * A hook that writes down what it was given and answers from a table, to try the client (and these tests) with.
 *
 *     node recorder.mjs <file to append to> <answers as JSON>
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const [log, table] = process.argv.slice(2);
const started = performance.timeOrigin;
const payload = JSON.parse(readFileSync(0, 'utf8'));
const earlier = readIfThere(log).filter((entry) => entry.payload.hook_event_name === payload.hook_event_name).length;
const answer = JSON.parse(table).find(
  ({ event, tool, from = 0, to = Infinity }) =>
    event === payload.hook_event_name &&
    (tool ?? payload.tool_name) === payload.tool_name &&
    earlier >= from &&
    earlier < to,
);
if (answer?.wait) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, answer.wait);
if (answer?.output)
  process.stdout.write(typeof answer.output === 'string' ? answer.output : JSON.stringify(answer.output));
if (answer?.note) process.stderr.write(answer.note);
process.exitCode = answer?.exit ?? 0;
const ended = performance.timeOrigin + performance.now();
appendFileSync(log, `${JSON.stringify({ payload, started, ended, env: process.env, cwd: process.cwd() })}\n`);

function readIfThere(file) {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}
