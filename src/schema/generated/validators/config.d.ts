import type { Validate } from '../../validate.js';
declare const validate: Validate;
export default validate;
