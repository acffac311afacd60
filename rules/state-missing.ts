import { rule } from '../src/lint/rule.js';

const STATE = 'state.json';

export default rule({
  id: 'state-missing',
  kinds: ['plan', 'dev-notes'],
  severity: 'warning',
  recommended: false,
  around: ['files'],
  summary: 'A session folder that holds a plan or notes holds a state.json.',
  messages: {
    missing: '{file} is here but no {state}; what became of the session stands there',
    otherwise: '{file} is here but no {state}, only "{near}"; nobody reads a state by that name',
  },
  session({ state, plan, notes, around }, report) {
    // Research can lie in a folder of its own.
    const document = plan ?? notes;
    if (!document || state || around.entry(STATE) !== 'absent') return;
    const near = around.names('.')?.find((name) => name.toLowerCase() === STATE);
    const data = { file: document.kind === 'plan' ? 'plan.json' : 'dev-notes.json', state: STATE };
    if (near === undefined) report(document, { message: 'missing', at: [], data });
    else report(document, { message: 'otherwise', at: [], data: { ...data, near } });
  },
});
