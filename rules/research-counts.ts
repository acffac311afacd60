import { nameOf, type Path } from '../src/document/position.js';
import { type DocumentOf, rule } from '../src/lint/rule.js';

export default rule({
  id: 'research-counts',
  kinds: ['research-state'],
  severity: 'warning',
  summary: 'The numbers and ids in the state of a run of research agree with its subtasks, rounds and criteria.',
  messages: {
    count: '{at} is {count} but {what}',
    twice: '{list} "{id}" is there twice; an id is unique among the {list}s of a run of research',
    noSuch: '{at} is "{id}"; the research has no {list} with that id',
    // Of related places:
    other: '{other} is {value}',
    first: 'the first {list} "{id}"',
  },
  document(document, report) {
    for (const { at, count, what, other } of countsIn(document)) {
      const related = other
        ? [{ at: other.at, says: 'other' as const, data: { other: nameOf(other.at), value: other.value } }]
        : [];
      report({ message: 'count', at, data: { at: nameOf(at), count, what }, related });
    }

    const { subtasks, iterations, research_plan: plan } = document.value;
    const known = [
      { list: 'subtask', at: ['subtasks'], parts: subtasks, named: 'subtask_ids' },
      {
        list: 'criterion',
        at: ['research_plan', 'success_criteria'],
        parts: plan?.success_criteria,
        named: 'criteria_validated',
      },
    ] as const;
    for (const { list, at, parts, named } of known) {
      const firsts = new Map<string, number>();
      for (const [index, part] of (parts ?? []).entries()) {
        if (part?.id === undefined) continue;
        const first = firsts.get(part.id);
        if (first === undefined) firsts.set(part.id, index);
        else {
          const related = [{ at: [...at, first, 'id'], says: 'first' as const }];
          report({ message: 'twice', at: [...at, index, 'id'], data: { list, id: part.id }, related });
        }
      }
      // A part with a wrong id, or no sound one, may be the one that is named; where there are no parts, they are kept
      // elsewhere.
      if (!parts || parts.length === 0 || firsts.size !== parts.length) continue;
      for (const [round, iteration] of (iterations ?? []).entries()) {
        for (const [index, id] of (iteration?.[named] ?? []).entries()) {
          if (id === undefined || firsts.has(id)) continue;
          const place = ['iterations', round, named, index];
          report({ message: 'noSuch', at: place, data: { at: nameOf(place), id, list } });
        }
      }
    }
  },
});

/** A number that is not what it counts. */
interface WrongCount {
  readonly at: Path;
  readonly count: number;
  readonly what: string;
  /** Another number, which says what it should be. */
  readonly other?: { readonly at: Path; readonly value: number };
}

function countsIn({ value }: DocumentOf<'research-state'>): WrongCount[] {
  const { execution_trace: trace, iterations, total_subagents_spawned: spawned } = value;
  const criteria = value.research_plan?.success_criteria;
  const met = criteria?.filter((criterion) => criterion?.met === true).length;
  const wrong: WrongCount[] = [];
  const compare = (
    at: Path,
    count: number | null | undefined,
    real: number | null | undefined,
    what: string,
    other?: Path,
  ): void => {
    if (typeof count !== 'number' || typeof real !== 'number' || count === real) return;
    wrong.push({ at, count, what, ...(other && { other: { at: other, value: real } }) });
  };
  const actual = trace?.actual_subagents;
  const [total, completion] = [['total_subagents_spawned'], ['execution_trace', 'criteria_completion']];
  compare(['execution_trace', 'actual_subagents'], actual, spawned, `${nameOf(total)} is ${String(spawned)}`, total);
  compare(
    ['execution_trace', 'actual_iterations'],
    trace?.actual_iterations,
    iterations && iterations.length > 0 ? iterations.length : undefined,
    iterations?.length === 1 ? 'there is one iteration' : `there are ${String(iterations?.length)} iterations`,
  );
  // Criteria of which one was not judged, or does not fit the schema, may be met or not.
  if (criteria?.every((criterion) => typeof criterion?.met === 'boolean')) {
    const of = `${String(met)} of ${String(criteria.length)} criteria are met`;
    compare([...completion, 'met'], trace?.criteria_completion?.met, met, of);
    compare([...completion, 'total'], trace?.criteria_completion?.total, criteria.length, of);
  }
  return wrong;
}
