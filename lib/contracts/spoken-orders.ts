/** What a process tells in fields that no contract knows, and that speak of orders: nobody can list all of them. */

import { letsOrders, plainlyLets, senseOf } from '../settings/names.ts';
import { classOf } from '../settings/values.ts';
import { shownOf, type Unreadable } from './unreadable.ts';

/** In an answer it tells that the process lives. */
const ALIVE = /^(is_?)?(a?live|alive)$/i;
const DEEPEST = 6;
const MOST = 8;

/** `known`: the paths that the contract reads itself. */
export function spokenOrders(json: unknown, known: ReadonlySet<string>): Unreadable[] {
  return leavesOf(json, [])
    .flatMap(([path, value]): Unreadable[] => {
      const [field, name = ''] = [path.join('.'), path.at(-1)];
      const sense = known.has(field) || ALIVE.test(name) ? null : senseOf(name);
      // A number may count orders, and a text may be an address: those must say it plainly.
      const lets = typeof value === 'boolean' ? letsOrders : plainlyLets;
      if (sense === null || !lets(sense, classOf(String(value)))) return [];
      return [{ field, value: shownOf(field, value), about: 'orders' }];
    })
    .slice(0, MOST);
}

function leavesOf(value: unknown, path: readonly string[]): [readonly string[], string | number | boolean][] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [[path, value]];
  if (typeof value !== 'object' || value === null || path.length >= DEEPEST) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}
