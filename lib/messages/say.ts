/** How evaluation makes a message: a code of the catalogue, with the parameters that its template takes. */

import type { Message, Params } from '../status/message.ts';
import type { CATALOGUE, MessageCode } from './catalogue.ts';

/** The parameters of a code's template. */
export type ParamsOf<C extends MessageCode> =
  Parameters<(typeof CATALOGUE)[C]> extends [infer P extends Params, ...unknown[]] ? [P] : [];

export function say<C extends MessageCode>(code: C, ...params: ParamsOf<C>): Message {
  return { code, params: params[0] ?? {} };
}
