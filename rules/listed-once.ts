import { nameOf, type Path } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import type { SchemaId } from '../src/schema/generated/schema-types.js';

/** The lists that are sets of ids or names, by schema; `*` stands for each element of a list. */
const SETS: Readonly<Partial<Record<SchemaId, readonly Path[]>>> = {
  'session-state-v3': [['prior_sessions']],
  'plan-v1': planSets('tranches'),
  'plan-v2': planSets('task_groups'),
  'research-state': [
    ['iterations', '*', 'subtask_ids'],
    ['iterations', '*', 'criteria_validated'],
  ],
  'adw-state': [['all_adws']],
};

export default rule({
  id: 'listed-once',
  kinds: ['session-state', 'plan', 'research-state', 'adw-state'],
  severity: 'info',
  strict: 'warning',
  fixable: true,
  summary: 'A list of ids or names says each of them once.',
  messages: {
    twice: '{element} is in {list} more than once; each is listed once',
    // Of related places:
    first: '{element} is here already',
  },
  document({ schema, value }, report) {
    for (const set of SETS[schema] ?? []) {
      for (const { at, list } of listsAt(value, set)) {
        const firsts = new Map<number | string, number>();
        for (const [index, element] of list.entries()) {
          if (typeof element !== 'string' && typeof element !== 'number') continue;
          const first = firsts.get(element);
          if (first === undefined) {
            firsts.set(element, index);
            continue;
          }
          report({
            message: 'twice',
            at: [...at, index],
            data: { element: JSON.stringify(element), list: nameOf(at) },
            related: [{ at: [...at, first], says: 'first' }],
            fix: [{ at: [...at, index], remove: true }],
          });
        }
      }
    }
  },
});

function planSets(groups: string): Path[] {
  return [
    ['checkpoints', '*', 'prerequisites'],
    ['checkpoints', '*', groups, '*', 'tasks', '*', 'depends_on'],
  ];
}

/** The lists in a value that stand where a path with `*` says. */
function listsAt(value: unknown, [key, ...rest]: Path, at: Path = []): { at: Path; list: readonly unknown[] }[] {
  if (key === undefined) return Array.isArray(value) ? [{ at, list: value }] : [];
  if (key === '*') {
    return Array.isArray(value) ? value.flatMap((one, index) => listsAt(one, rest, [...at, index])) : [];
  }
  return listsAt((value as Readonly<Record<string, unknown>> | null | undefined)?.[key], rest, [...at, key]);
}
