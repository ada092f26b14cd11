/** Public exports of conformance. */
export { cellText } from './model/cell-text.ts';
export { text } from './model/say.ts';
