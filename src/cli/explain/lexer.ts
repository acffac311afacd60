// A module of its own because it is loaded dynamically, and only where a page is laid out for a terminal.
export { lexer } from 'marked';
