import { nameOf } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { type OtherSpelling, otherSpellings } from '../src/schema/named-states.js';

export default rule({
  id: 'canonical-spelling',
  kinds: ['session-state', 'plan', 'research-state', 'research-subagent'],
  severity: 'warning',
  strict: 'error',
  fixable: true,
  summary: 'A state is spelt as its machine spells it.',
  messages: {
    other: '{name} is {word}; its canonical spelling is "{state}"',
    others: '{name} is {word}, as in {places}; the canonical spelling is "{state}"',
  },
  document({ schema, value }, report) {
    // A plan can have hundreds of tasks that are spelt alike: that is one thing to tell.
    const alike = new Map<string, OtherSpelling[]>();
    for (const one of otherSpellings(schema, value)) {
      const key = JSON.stringify([one.word, one.state]);
      alike.set(key, [...(alike.get(key) ?? []), one]);
    }
    for (const spellings of alike.values()) {
      const [first] = spellings;
      if (!first) continue;
      const count = spellings.length - 1;
      report({
        message: count > 0 ? 'others' : 'other',
        at: first.at,
        data: {
          name: nameOf(first.at),
          word: JSON.stringify(first.word),
          state: first.state,
          places: `${count} more ${count === 1 ? 'place' : 'places'}`,
        },
        fix: spellings.map(({ at, state }) => ({ at, set: state })),
      });
    }
  },
});
