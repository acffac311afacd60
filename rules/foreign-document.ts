import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'foreign-document',
  severity: 'info',
  summary: 'A document that another program writes under the same name is told, not judged.',
  messages: {
    payload: 'this payload is of another client: it says "hookEventName" for "hook_event_name"; it was not checked',
    adwState: "this ADW state is of another project's making; it was not checked",
  },
});
