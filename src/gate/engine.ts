/** What is loaded together when something has changed or would: the rules weigh the most, and all of this needs them. */
export { beforeWrite } from './before-write.js';
export { answer } from './events.js';
export { acceptedPart } from './extended.js';
export { createJudge } from './judge.js';
export { settingsIn } from './settings.js';
