/** What is loaded together when something has changed: the rules weigh the most, and both need them. */
export { acceptedPart } from './extended.js';
export { createJudge } from './judge.js';
export { settingsIn } from './settings.js';
