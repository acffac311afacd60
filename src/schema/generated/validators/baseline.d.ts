import type { Validate } from '../../validate.js';
export declare const validate: Validate;
