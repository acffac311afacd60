import { AT_THE_END } from './at-the-end.js';
import type { Attempt } from './attempt.js';
import { BY_EDIT_TOOLS } from './by-edit-tools.js';
import { BY_SHELL } from './by-shell.js';
import { IN_COMPANY } from './in-company.js';
import { UNHOOKING } from './unhooking.js';

/** All that an agent tries. */
export const ATTEMPTS: readonly Attempt[] = [...BY_EDIT_TOOLS, ...BY_SHELL, ...IN_COMPANY, ...UNHOOKING, ...AT_THE_END];
