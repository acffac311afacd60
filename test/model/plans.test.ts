import { stateLaws } from './laws.js';

stateLaws('plans', ({ kind }) => kind === 'plan', {
  // A plan is written anew while it is made: it has no notes and no sets, and its parts may go.
  without: ['append-only-broken', 'grow-only-shrunk'],
});
