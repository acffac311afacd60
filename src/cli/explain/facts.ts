import { kindsIn, type ListedRule, othersIn } from '../listed-rule.js';
import { SEVERITY_STYLE } from '../paint.js';
import { rowsOf } from '../rows.js';
import { type Look, narrower } from './look.js';

/** What a rule says of itself, as rows below the title of its page. */
export function facts(rule: ListedRule, look: Look): string[] {
  const { paint } = look;
  const { recommended, strict } = rule.severity;
  const painted = (severity: typeof recommended): string => paint(SEVERITY_STYLE[severity], severity);
  const others = othersIn(rule, 'recommended');
  const rows: [label: string, words: string][] = [
    ['severity', recommended === strict ? painted(strict) : `${painted(recommended)}, in strict ${painted(strict)}`],
    ...(others === '' ? [] : [['', `some findings ${others}`] as [string, string]]),
    ...(rule.fixable ? [['fix', '--fix mends what has one right answer'] as [string, string]] : []),
    ['kinds', kindsIn(rule)],
    ...Object.entries(rule.options).map(([name, option]): [string, string] => [
      'option',
      `${paint('code', name)}: ${option.description} (default: ${JSON.stringify(option.default)})`,
    ]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.flatMap(([label, words]) => {
    const pieces = words.split(' ').map((text) => ({ text, whole: true as const, gap: 1 }));
    return rowsOf(pieces, narrower(look, width + 2)).map(
      (line, index) => `${paint('dim', (index === 0 ? label : '').padEnd(width))}  ${line}`,
    );
  });
}
