import { nameOf, type Path, valueAt } from '../src/document/position.js';
import { rule, type VersionView } from '../src/lint/rule.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'id-changed',
  severity: 'error',
  summary: 'An id stays, and a folder that is named after it keeps its name.',
  messages: {
    changed: '{property} changes from "{from}" to "{to}"; an id never changes, as others refer to it',
    renamed: 'the folder "{before}" becomes "{after}", and {property} with it; what refers to "{from}" finds nothing',
    left: 'the folder "{before}" becomes "{after}" but {property} stays "{from}"; the id is the name of its folder',
    copied: 'this folder is a copy of "{before}" but {property} stays "{from}"; each folder has an id of its own',
    was: '{property} is "{from}"',
  },
  step({ kind, before, after, copied }, report) {
    const at = KINDS[kind].idAt;
    const from = at && idOf(before, at);
    const to = at && idOf(after, at);
    if (!at || !before || !after || from === undefined || to === undefined) return;
    const [was, is] = [before.place?.folder, after.place?.folder];
    const moved = was !== undefined && is !== undefined && was !== is;
    const data = { property: nameOf(at), from, to, before: was ?? '', after: is ?? '' };
    const related = [{ in: before, at, says: 'was' as const }];
    if (copied) {
      if (moved && from === to && to !== is) report({ message: 'copied', at, data, related, from, to });
    } else if (moved) {
      // A folder may get the name that its id had all along.
      if (from === to && to !== is) report({ message: 'left', at, data, related, from, to });
      else if (from !== to) report({ message: 'renamed', severity: 'warning', at, data, related, from, to });
    } else if (from !== to && from !== '' && !from.includes('{{') && was !== to) {
      // An id that was another than the folder's is put right by taking the folder's name.
      report({ message: 'changed', at, data, related, from, to });
    }
  },
});

function idOf(version: VersionView | undefined, at: Path): string | undefined {
  const id = version && valueAt(version.value, at);
  return typeof id === 'string' ? id : undefined;
}
