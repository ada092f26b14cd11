/** Words that must not change while nothing happens: those of a message, or of a status, without its times. */

import { isMessage, type Param, type Params } from '../status/message.ts';
import { isTime, SHOWN_ON } from './times.ts';

/** The same with its times unknown, which the templates write as `…`. */
export function untimed<T extends { readonly params: Params }>(said: T): T {
  return { ...said, params: untimedParams(said.params) };
}

function untimedParams(params: Params): Params {
  const said = Object.entries(params).filter(([name]) => name !== SHOWN_ON);
  return Object.fromEntries(said.map(([name, value]) => [name, untimedParam(name, value)]));
}

function untimedParam(name: string, value: Param): Param {
  if (typeof value === 'number') return isTime(name, value) ? Number.NaN : value;
  if (typeof value !== 'object' || value === null) return value;
  return isMessage(value) ? untimed(value) : value.map((one) => untimedParam(name, one));
}
