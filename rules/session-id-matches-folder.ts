import { nameOf, valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'session-id-matches-folder',
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'adw-state'],
  severity: 'error',
  summary: 'The id in a file is the name of the folder that the file belongs to.',
  messages: {
    differs: '{property} is "{id}" but the folder is "{folder}"; the id in the file is the name of its folder',
  },
  document(document, report) {
    const { place } = document;
    const at = KINDS[document.kind].idAt;
    if (!place || !at) return;
    const id = valueAt(document.value, at);
    // A placeholder that was never filled is the rule template-placeholder's to tell.
    if (typeof id !== 'string' || id.includes('{{')) return;
    const { folder } = place;
    if (isSameName(id, folder)) return;
    // Asked for last: the file system has to tell it.
    if (place.realFolder !== undefined && isSameName(id, place.realFolder)) return;
    report({ message: 'differs', at, data: { property: nameOf(at), id, folder } });
  },
});

/** Some file systems spell a name with an accent in another way than the program that chose it. */
function isSameName(id: string, folder: string): boolean {
  return id.normalize() === folder.normalize();
}
