// What the page does beyond showing everything: it leaves out what is not looked for. It is bundled into the report.
/* global document, Option, setTimeout */
const form = document.querySelector('form');
const { text, rule, session, error, warning, info } = form.elements;
const status = form.querySelector('output');
const none = document.querySelector('#nothing');
const isOn = { e: error, w: warning, i: info };

const files = Array.from(document.querySelectorAll('.file'), (element) => ({
  element,
  session: element.dataset.s,
  name: element.querySelector('h2').textContent.toLowerCase(),
  findings: Array.from(element.querySelectorAll('.f'), (row) => ({
    row,
    severity: row.classList[1],
    rule: row.dataset.r,
    words: undefined,
  })),
}));
/** Adds to a list what there is to choose from. */
function offer(list, values) {
  const known = [...new Set(values)].filter(Boolean).sort();
  list.append(...known.map((value) => new Option(value, value)));
}

const all = files.reduce((sum, { findings }) => sum + findings.length, 0);
const number = new Intl.NumberFormat('en');

function apply() {
  const words = text.value.toLowerCase().split(/\s+/u).filter(Boolean);
  let shown = 0;
  for (const file of files) {
    const before = shown;
    const isOut = session.value !== '' && file.session !== session.value;
    for (const finding of file.findings) {
      const isShown =
        !isOut &&
        isOn[finding.severity].checked &&
        (rule.value === '' || finding.rule === rule.value) &&
        words.every((word) =>
          (finding.words ??= `${file.name} ${finding.row.textContent.toLowerCase()}`).includes(word),
        );
      if (finding.row.hidden === isShown) finding.row.hidden = !isShown;
      if (isShown) shown += 1;
    }
    file.element.hidden = shown === before;
  }
  none.hidden = shown > 0 || all === 0;
  const findings = `${number.format(all)} finding${all === 1 ? '' : 's'}`;
  status.value = shown === all ? findings : `${number.format(shown)} of ${findings}`;
}

form.addEventListener('input', apply);
form.addEventListener('submit', (event) => event.preventDefault());
// The fields are empty only after this event.
form.addEventListener('reset', () => setTimeout(apply));
form.querySelector('#fold').addEventListener('click', ({ target }) => {
  const isOpen = files.some(({ element }) => element.open && !element.hidden);
  for (const { element } of files) element.open = !isOpen;
  target.textContent = isOpen ? 'Unfold all' : 'Fold all';
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select'))
    return;
  event.preventDefault();
  text.focus();
});

form.hidden = false;
offer(
  rule,
  files.flatMap(({ findings }) => findings.map((finding) => finding.rule)),
);
// There can be ten thousand sessions, which nobody chooses from at once.
setTimeout(() =>
  offer(
    session,
    files.map((file) => file.session),
  ),
);
// A browser that comes back to the page keeps what was filled in.
apply();
