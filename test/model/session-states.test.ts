import { stateLaws } from './laws.js';

stateLaws('session states', ({ kind }) => kind === 'session-state', {
  // Only notes are appended to.
  without: ['append-only-broken'],
});
