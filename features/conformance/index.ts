/** Public exports of conformance. */

export { text } from '#lib/evaluate/conformance/say.ts';
export { cellText } from './model/cell-text.ts';
