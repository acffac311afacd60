import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import type { Rule } from '../../src/lint/rule.js';
import { printed } from './lint-fixture.js';

/** Message of a rule → what is checked, and the diagnostic that it must give, as `line:column  severity  message`. */
export type Spoken = Readonly<Record<string, readonly [checked: () => Promise<Diagnostic[]>, says: string]>>;

/** Tests that each message of a rule that only gives words is reached by real input and says just what stands here. */
export function testSpoken(rule: Rule, spoken: Spoken): void {
  test('every message of the rule has its case here', () => {
    expect(Object.keys(spoken).sort()).toEqual(Object.keys(rule.messages).sort());
  });

  test.each(Object.entries(spoken))('%s', async (_message, [checked, says]) => {
    const own = (await checked()).filter(({ ruleId }) => ruleId === rule.id);
    const last = own.at(-1);
    expect(last && printed(last)).toBe(`${String(last?.file)}:${says}  ${rule.id}`);
  });
}
