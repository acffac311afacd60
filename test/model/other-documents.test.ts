import { stateLaws } from './laws.js';

stateLaws('notes, research, workflows and rows', ({ kind }) => kind !== 'session-state' && kind !== 'plan');
