import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'cut-line',
  severity: 'warning',
  summary: 'The last line of a log is whole.',
  messages: {
    cut: 'the last line is cut short and has no line break; its writer was stopped in the middle, so it is passed over',
  },
});
