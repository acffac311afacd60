import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Path → content; what is not text stands there as JSON. */
export type Files = Readonly<Record<string, string | object>>;

/** A temporary folder in which a client works: a git repository with one commit. */
export class Project {
  readonly root = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'stategate-e2e-')));

  constructor(files: Files) {
    this.write(files);
    this.#git('init', '--quiet');
    this.commit('As it was');
  }

  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      const file = this.path(name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : jsonText(content));
    }
  }

  /** The absolute path of a file, as the client's tools want it. */
  path(name: string): string {
    return path.join(this.root, name);
  }

  /** A file's text; undefined when nothing is there. */
  read(name: string): string | undefined {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : undefined;
  }

  commit(message: string): void {
    const author = ['-c', 'user.name=someone', '-c', 'user.email=someone@example.org'];
    this.#git('add', '--all');
    this.#git(...author, 'commit', '--quiet', '--allow-empty', '--message', message);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #git(...args: string[]): void {
    const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    execFileSync('git', args, { cwd: this.root, env });
  }
}

/** JSON as the agents write it. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
