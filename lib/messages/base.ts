/** Messages that hold others, and lists. */

import type { Param } from '../status/message.ts';
import { clauses, listed } from './lists.ts';
import type { Render } from './render.ts';

export const baseMessages = {
  /** Words of somebody else, as they were: an error text, an agent's own summary. */
  quoted: (p: { words: Param }, text: Render) => text(p.words),
  list: (p: { items: readonly Param[]; most: number }, text: Render) => listed(p.items.map(text), p.most),
  clauses: (p: { items: readonly Param[]; most: number }, text: Render) => clauses(p.items.map(text), p.most),
  nothing: () => '',
};
