/**
 * The least that a Node program does that looks at every version of every file: `git log --raw` names them,
 * `git cat-file --batch` gives them, and each is parsed once. Prints how many.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';

const log = spawn('git', ['log', '--raw', '--no-abbrev', '--format=']);
const objects = spawn('git', ['cat-file', '--batch', '--buffer']);
const asking = pipeline(log.stdout, idsOf, objects.stdin);

let versions = 0;
let bytes = 0;
/** What has come of the version that is being read. */
let pieces = [];
let missing = 0;
for await (const chunk of objects.stdout) {
  let at = 0;
  while (at < chunk.length) {
    if (missing > 0) {
      const piece = chunk.subarray(at, at + missing);
      at += piece.length;
      missing -= piece.length;
      pieces.push(piece);
      if (missing > 0) continue;
      const version = pieces.length === 1 ? piece : Buffer.concat(pieces);
      pieces = [];
      const value = JSON.parse(version.toString('utf8'));
      bytes += version.length - 1;
      if (typeof value.session_id === 'string') versions += 1;
    } else {
      const end = chunk.indexOf(10, at);
      pieces.push(chunk.subarray(at, end < 0 ? chunk.length : end));
      at = end < 0 ? chunk.length : end + 1;
      if (end < 0) continue;
      const [, type, size] = Buffer.concat(pieces).toString().split(' ');
      if (type !== 'blob') throw new Error(`git cat-file answered with ${type}`);
      // With the line feed after it.
      missing = Number(size) + 1;
      pieces = [];
    }
  }
}
await asking;
process.stdout.write(`${versions} versions, ${bytes} bytes\n`);

/** Each object that a commit put in place, once. */
async function* idsOf(output) {
  const asked = new Set();
  let rest = '';
  for await (const chunk of output) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop();
    const ids = [];
    for (const line of lines) {
      const id = line.split(' ', 4)[3];
      if (id === undefined || /^0+$/.test(id) || asked.has(id)) continue;
      asked.add(id);
      ids.push(`${id}\n`);
    }
    if (ids.length > 0) yield ids.join('');
  }
}
