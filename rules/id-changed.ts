import { nameOf, valueAt } from '../src/document/position.js';
import { wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';
import { isUnfilled } from '../src/lint/unfilled.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'id-changed',
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'adw-state'],
  severity: 'error',
  also: ['warning'],
  summary: 'An id stays, and a folder that is named after it keeps its name.',
  messages: {
    changed: '{property} changes from "{from}" to "{to}"; an id never changes, as others refer to it',
    gone: '{property} was "{from}" and is {to}; an id never changes, as others refer to it',
    renamed: 'the folder "{before}" becomes "{after}", and {property} with it; what refers to "{from}" finds nothing',
    left: 'the folder "{before}" becomes "{after}" but {property} stays "{from}"; the id is the name of its folder',
    copied:
      'the folder "{after}" is a copy of "{before}" and {property} stays "{from}"; each folder has an id of its own',
    was: '{property} is "{from}"',
  },
  step({ kind, before, after, copied }, report) {
    const at = KINDS[kind].idAt;
    // Another program's file of the same name has an id of which nothing is known.
    if (!at || before?.schema === undefined || after?.schema === undefined) return;
    const [from, to] = [valueAt(before.value, at), valueAt(after.value, at)];
    if (typeof from !== 'string' || isUnfilled(from)) return;
    const [was, is] = [before.place?.folder, after.place?.folder];
    const stays = isSame(to, from);
    const wasRight = isSame(from, was);
    const isRight = isSame(to, is);
    // A folder gets the name that its id had all along, or an id that of its folder, which it should have had.
    if (isRight && (stays || !wasRight)) return;
    // A copy gets an id of its own.
    if (copied && !stays) return;
    const data = { property: nameOf(at), from, to: wordFor(to), before: wordFor(was), after: wordFor(is) };
    const found = { at, data, related: [{ in: before, at, says: 'was' as const }], from, to };
    if (stays) {
      // What was not the folder's name before is no worse than it was; some folders are named after nothing.
      if (wasRight && is !== undefined) report({ ...found, message: copied ? 'copied' : 'left' });
    } else if (isRight) {
      report({ ...found, message: 'renamed', severity: 'warning' });
    } else {
      report({ ...found, message: typeof to === 'string' ? 'changed' : 'gone' });
    }
  },
});

/** Whether an id is another, or the name of a folder; a file system may spell accents in its own way. */
function isSame(id: unknown, name: string | undefined): boolean {
  return typeof id === 'string' && id.normalize() === name?.normalize();
}
