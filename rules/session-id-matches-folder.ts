import { rule, type DocumentOf } from '../src/lint/rule.js';

type Identified = DocumentOf<'session-state' | 'plan' | 'dev-notes' | 'research-state' | 'adw-state'>;

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
    const [property, id] = idOf(document);
    // A placeholder that was never filled is the rule template-placeholder's to tell.
    if (place === undefined || id === undefined || id.includes('{{')) return;
    const { folder } = place;
    if (isSameName(id, folder)) return;
    // Asked for last: the file system has to tell it.
    if (place.realFolder !== undefined && isSameName(id, place.realFolder)) return;
    report({ message: 'differs', at: [property], data: { property, id, folder } });
  },
});

/** Some file systems spell a name with an accent in another way than the program that chose it. */
function isSameName(id: string, folder: string): boolean {
  return id.normalize() === folder.normalize();
}

function idOf(document: Identified): [property: string, id: string | undefined] {
  switch (document.kind) {
    case 'adw-state':
      return ['adw_id', document.value.adw_id];
    case 'research-state':
      return ['id', document.value.id];
    default:
      return ['session_id', document.value.session_id];
  }
}
