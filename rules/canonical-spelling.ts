import { nameOf } from '../src/document/position.js';
import { alike } from '../src/lint/alike.js';
import { rule } from '../src/lint/rule.js';
import { type OtherSpelling, otherSpellings } from '../src/schema/other-spellings.js';

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
    for (const spellings of alike(otherSpellings(schema, value), keyOf)) {
      const [first] = spellings;
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

function keyOf({ word, state }: OtherSpelling): string {
  return JSON.stringify([word, state]);
}
