/** Texts of a conformance cell. */

import { text } from '#lib/evaluate/conformance/say.ts';
import { isMessage, type Message, type Params } from '#lib/status/message.ts';

interface Coded {
  readonly params: Params;
}

/** Why a cell stands as it does. */
export function cellWhy({ params: { why = null } }: Coded): Message {
  return isMessage(why) ? why : { code: 'nothing', params: {} };
}

export function cellText(cell: Coded): { why: string } {
  return { why: text(cellWhy(cell)) };
}
