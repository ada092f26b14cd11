/** How evaluation makes a message: a code of a table, with the parameters that its template takes. */

import type { Message, Params } from '../status/message.ts';
import type { CATALOGUE, MessageCode } from './catalogue.ts';

type Made = (p: never, ...rest: never[]) => string;

type ParamsIn<Table extends Record<string, Made>, C extends keyof Table> =
  Parameters<Table[C]> extends [infer P extends Params, ...unknown[]] ? [P] : [];

/** The parameters of a code's template. */
export type ParamsOf<C extends MessageCode> = ParamsIn<typeof CATALOGUE, C>;

/** Makes the messages of a table. */
export function sayer<Table extends Record<string, Made>>() {
  return <C extends keyof Table & string>(code: C, ...params: ParamsIn<Table, C>): Message => ({
    code,
    params: params[0] ?? {},
  });
}

/** Makes a message of the catalogue. */
export const say = sayer<typeof CATALOGUE>();
