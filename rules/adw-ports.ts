import { rule } from '../src/lint/rule.js';

/** The first port of each range. */
const BACKEND = 9100;
const FRONTEND = 9200;

export default rule({
  id: 'adw-ports',
  kinds: ['adw-state'],
  severity: 'error',
  summary: "The two ports of a workflow's worktree have the same offset.",
  messages: {
    differ:
      'frontend_port is {frontend} but backend_port is {backend}; their offsets are the same, so that {backend} goes with {expected}',
    // Of related places:
    backend: 'backend_port is {backend}',
  },
  document({ value }, report) {
    const { backend_port: backend, frontend_port: frontend } = value;
    if (typeof backend !== 'number' || typeof frontend !== 'number') return;
    const expected = backend - BACKEND + FRONTEND;
    if (frontend === expected) return;
    report({
      message: 'differ',
      at: ['frontend_port'],
      data: { backend, frontend, expected },
      related: [{ at: ['backend_port'], says: 'backend' }],
    });
  },
});
