import type { ChangeKeyword } from '../../../src/schema/vocabulary/keywords.js';
import { IMMUTABLE } from './immutable.js';
import { KEY } from './key.js';
import { LIFECYCLE } from './lifecycle.js';
import { APPEND_ONLY, GROW_ONLY } from './lists.js';
import type { Mutation } from './mutation.js';
import { MONOTONIC, TOUCH } from './rising.js';

/** What each keyword forbids. One that is new must come with its own. */
export const MUTATIONS: Readonly<Record<ChangeKeyword, readonly Mutation[]>> = {
  'x-lifecycle': LIFECYCLE,
  'x-immutable': IMMUTABLE,
  'x-append-only': APPEND_ONLY,
  'x-grow-only': GROW_ONLY,
  'x-monotonic': MONOTONIC,
  'x-touch': TOUCH,
  'x-key': KEY,
};
