import { toPointer } from '../../src/document/position.js';
import type { DocumentOf, Edit, Finding, Rule } from '../../src/lint/rule.js';
import type { KindId } from '../../src/schema/kinds.js';
import { KINDS } from '../../src/schema/kinds.js';
import { selectVariant } from '../../src/schema/select.js';

/** What a rule finds in a document that fits its schema, with what would mend it; its options as they are by default. */
export function findingsIn(rule: Rule, kind: KindId, value: unknown): Finding[] {
  const schema = selectVariant(KINDS[kind], value)?.schema;
  if (schema === undefined) throw new Error('the document is of no variant that has a schema');
  const found: Finding[] = [];
  const defaults = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default] as const);
  const options = Object.fromEntries(defaults);
  const document = { kind, schema, file: 'document.json', text: JSON.stringify(value), value, sound: true };
  rule.document?.(document as unknown as DocumentOf<KindId>, (finding) => found.push(finding), { options });
  return found;
}

/** Edits as a test states them: `set /status "complete"`. */
export function editsOf({ fix = [] }: Finding): string[] {
  return fix.map(wordsOf);
}

function wordsOf(one: Edit): string {
  if ('strip' in one) return `strip ${one.strip}`;
  const at = toPointer(one.at);
  if ('set' in one) return `set ${at} ${JSON.stringify(one.set)}`;
  return 'rename' in one ? `rename ${at} ${one.rename}` : `remove ${at}`;
}
