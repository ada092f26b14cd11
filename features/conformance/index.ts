/** What screens and others may use of conformance. */
export { cellText } from './model/cell-text.ts';
export { text } from './model/say.ts';
