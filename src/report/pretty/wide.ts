// A module of its own because it is loaded dynamically, and only when a text has wide characters.
export { default as stringWidth } from 'string-width';
