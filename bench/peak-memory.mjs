/**
 * For `node --import`: writes the process's peak resident memory, in KB, into the file that PEAK_MEMORY_FILE names.
 *
 * On Linux the kernel's own count of the process is asked: what getrusage tells begins with the peak of the process
 * that started this one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY_FILE, String(fromProc() ?? process.resourceUsage().maxRSS));
});

function fromProc() {
  try {
    return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
