import { andMore } from '../src/lint/alike.js';
import { rule } from '../src/lint/rule.js';
import { nameOfPart, outline, pathOf, type PlanPart } from '../src/schema/plan-outline.js';
import { isWritten } from '../src/schema/plan-status.js';

const READABLE = 'plan.md';
const SOURCE = 'plan.json';

/** In milliseconds. Files of one folder are copied, and checked out by git, within a shorter time. */
const TOGETHER = 60_000;

export default rule({
  id: 'plan-md-stale',
  kinds: ['plan'],
  severity: 'warning',
  also: ['info'],
  around: ['files'],
  summary: 'plan.md, which is made from plan.json, is as new as that.',
  messages: {
    lacks: 'plan.md has no {part}, "{title}"{more}; it is made from plan.json and made anew when that changes',
    older: 'plan.md was written {time} before plan.json; it is made from plan.json and made anew when that changes',
  },
  session({ plan, around }, report) {
    // While the plan is being written, it need not be made readable yet.
    if (!plan || !isWritten(plan.value.status)) return;
    const text = around.text(READABLE);
    if (text === undefined) return;

    const titled = outline(plan).flatMap((part) => {
      const title = plan.value.checkpoints?.[part.index]?.title;
      return title === undefined ? [] : [{ part, title }];
    });
    // Mostly all are there as they are, and then nothing need be laid bare.
    const unlike = titled.filter(({ title }) => !text.includes(title));
    const all = unlike.length > 0 ? bare(text) : '';
    const lacking = unlike.filter(({ title }) => !all.includes(bare(title)));
    const [first] = lacking;
    // Where no checkpoint is a heading, the prose is not made from the plan, or in a form that nobody knows.
    if (first && hasHeadingOf(titled, text)) {
      const data = { part: nameOfPart(first.part), title: first.title, more: andMore(lacking) };
      report(plan, { message: 'lacks', at: titleAt(first.part), data });
      return;
    }
    // By itself that proves little: nothing of what is in plan.md need have changed.
    const lag = around.lag(READABLE, SOURCE);
    if (lag !== undefined && lag > TOGETHER) {
      report(plan, { message: 'older', severity: 'info', at: ['updated_at'], data: { time: wordFor(lag) } });
    }
  },
});

function titleAt(part: PlanPart): (string | number)[] {
  return [...pathOf(part), 'title'];
}

function hasHeadingOf(titled: readonly { readonly title: string }[], markdown: string): boolean {
  const headings = bare(
    markdown
      .split('\n')
      .filter((line) => /^ {0,3}#/u.test(line))
      .join(),
  );
  return titled.some(({ title }) => bare(title) !== '' && headings.includes(bare(title)));
}

/** Letters and digits alone, all capitals: marks are escaped, quoted and set in type in many ways. */
function bare(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** `3 minutes`, `5 hours`, `2 days` */
function wordFor(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
