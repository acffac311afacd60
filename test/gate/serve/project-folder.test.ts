import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../../src/gate/serve/project-folder.js';
import { folderWith, temporaryFolder } from '../../workspace/temporary-folder.js';

describe('a project', () => {
  it('is the nearest folder with signs of one, below that of the user', () => {
    const home = folderWith({
      '.claude/settings.json': '{}',
      'a/.claude/settings.json': '{}',
      'a/b/c/d': '',
      'e/f': '',
    });
    const at = (name: string): string => path.join(home, name);
    expect(projectFolder(at('a/b/c'), home)).toBe(at('a'));
    expect(projectFolder(at('a'), home)).toBe(at('a'));
    expect(projectFolder(at('e'), home)).toBeUndefined();
    expect(projectFolder(path.parse(home).root, home)).toBeUndefined();
  });

  it('is not the user’s own folder, be that named by a link', () => {
    const home = folderWith({ '.claude/settings.json': '{}', 'a/b': '' });
    const link = path.join(temporaryFolder(), 'ada');
    symlinkSync(home, link);
    expect(projectFolder(path.join(home, 'a'), link)).toBeUndefined();
  });
});
