import { git } from '../../workspace/git.js';
import { fileIn, type Repository } from './repository.js';

/** The folders (absolute, with `/`) that hold other repositories, as the checked-out commit names them. */
export async function submodulesOf(repository: Repository): Promise<string[]> {
  const { head } = repository;
  if (head === undefined) return [];
  const blob = await git(['ls-tree', '-z', '--full-tree', head, '--', '.gitmodules'], repository);
  const [, object] = /^100\d{3} blob ([0-9a-f]+)\t/u.exec(blob?.stdout.toString() ?? '') ?? [];
  if (object === undefined) return [];
  const answer = await git(
    ['config', '--blob', object, '--null', '--get-regexp', String.raw`^submodule\..*\.path$`],
    repository,
  );
  if (answer?.code !== 0) return [];
  return answer.stdout
    .toString()
    .split('\0')
    .flatMap((entry) => {
      const path = entry.slice(entry.indexOf('\n') + 1);
      return path === '' ? [] : [fileIn(repository, path)];
    });
}
