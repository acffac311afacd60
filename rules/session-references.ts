import { nameOf } from '../src/document/position.js';
import { alike } from '../src/lint/alike.js';
import { rule } from '../src/lint/rule.js';
import type { Surroundings } from '../src/lint/surroundings.js';
import { isUnfilled } from '../src/lint/unfilled.js';
import { nearest } from '../src/schema/near.js';
import { sessionsReferredTo } from '../src/schema/session-references.js';

/** How many other sessions are looked at in search of a way back. */
const MOST_OTHERS = 32;

/** A session comes from a few others; each costs a look at the disk. */
const MOST_REFERENCES = 100;

/** How many folders are looked at for one with a similar name. */
const MOST_NAMES = 20_000;

export default rule({
  id: 'session-references',
  kinds: ['session-state'],
  severity: 'warning',
  also: ['error', 'info'],
  around: ['sessions'],
  summary: 'The sessions that a session comes from are there, and do not lead back to it.',
  messages: {
    itself: '{at} is "{id}", the session itself; a session comes from another one',
    circle: 'sessions come from each other: {circle}; one of them was there first',
    absent: '{at} is "{id}"; there is no such session beside this one',
    misspelt: '{at} is "{id}"; there is no such session beside this one. Did you mean "{near}"?',
  },
  session({ id: own, state, around }, report) {
    if (!state) return;
    // One that is named twice is looked up, and told, once.
    for (const [{ at, id }] of alike(sessionsReferredTo(state.value).slice(0, MOST_REFERENCES), (one) => one.id)) {
      if (isUnfilled(id)) continue;
      const data = { at: nameOf(at), id };
      if (id === own) {
        report(state, { message: 'itself', severity: 'error', at, data });
        continue;
      }
      const other = around.session(id);
      if (!other) continue;
      if (!other.exists) {
        const near = similar(id, around.sessions() ?? []);
        // Sessions that are done with are put away; only one that bears nearly the same name shows a mistake.
        if (near === undefined) report(state, { message: 'absent', severity: 'info', at, data });
        else report(state, { message: 'misspelt', at, data: { ...data, near } });
        continue;
      }
      const circle = wayBack(own, id, around);
      // All of them are in it: it is told of the one whose name comes first.
      if (circle?.every((one) => own <= one)) {
        report(state, { message: 'circle', at, data: { circle: [own, ...circle, own].join(' → ') } });
      }
    }
  },
});

/** The sessions by which references lead from one back to the first; `undefined` when they do not. */
function wayBack(own: string, first: string, around: Surroundings): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[first, undefined]]);
  // What is added on the way is come to as well: the nearest first.
  for (const id of cameFrom.keys()) {
    const refersTo = around.session(id)?.refersTo ?? [];
    if (refersTo.includes(own)) return wayTo(id, cameFrom);
    for (const other of refersTo) {
      // One that refers to itself is told there.
      if (!cameFrom.has(other) && cameFrom.size < MOST_OTHERS) cameFrom.set(other, id);
    }
  }
  return undefined;
}

function wayTo(id: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const before = cameFrom.get(id);
  return before === undefined ? [id] : [...wayTo(before, cameFrom), id];
}

/** A session of the same day, or with the same letters at its end, that bears nearly the same name. */
function similar(id: string, names: readonly string[]): string | undefined {
  const [day, end] = [id.slice(0, 10), id.slice(-6)];
  return nearest(
    id,
    names.slice(0, MOST_NAMES).filter((name) => name.startsWith(day) || name.endsWith(end)),
  );
}
